package dev.noon.cli.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param log where its standard output and error go, appended
 * @param ports by purpose: {@code http}, {@code admin}, {@code grid}, or {@code port}
 */
record Launch(String name, List<String> command, Path log, String bind, Map<String, Integer> ports) {}
