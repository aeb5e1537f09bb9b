package dev.noon.cache.grid;

import java.util.Optional;

/** What came of a call to the grid. */
sealed interface Answer<T> {
    /** The grid answered; {@code value} is empty where it has none. */
    record Given<T>(Optional<T> value) implements Answer<T> {}

    /** The grid did not answer in time, refused, or was not asked. */
    record Away<T>() implements Answer<T> {}
}
