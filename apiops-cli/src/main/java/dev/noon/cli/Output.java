package dev.noon.cli;

/** How a result is printed. */
enum Output {
    /** For people. */
    TABLE,
    /** The API's JSON as it came. */
    JSON,
    /** The same as YAML. */
    YAML
}
