package dev.noon.control.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import dev.noon.control.StoreUnavailable;
import java.util.function.Supplier;

/** Turns the driver's failures into the port's. */
final class Calls {
    private Calls() {}

    /** Runs a call; {@code what} completes the sentence "could not …". */
    static <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw new StoreUnavailable("could not " + what + ": " + e.getMessage(), e);
        }
    }

    /** Runs a call that writes. */
    static void write(String what, Runnable call) {
        try {
            call.run();
        } catch (MongoException e) {
            throw new StoreUnavailable("could not " + what + ": " + e.getMessage(), e);
        }
    }

    /** Whether the store said that the identifier is taken. */
    static boolean duplicate(MongoWriteException e) {
        return duplicate(e.getError());
    }

    /** Whether the store said that the identifier is taken. */
    static boolean duplicate(WriteError e) {
        return ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** Whether a write may have happened although it failed here: it was sent, or not yet held by the majority. */
    static boolean ambiguous(MongoException e) {
        return e instanceof MongoSocketException || e instanceof MongoWriteConcernException;
    }
}
