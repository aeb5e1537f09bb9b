package dev.noon.control.ejb;

import dev.noon.control.OperationPublished;
import java.io.Serializable;

/** An {@link OperationPublished} on its way through the grid. */
public record OperationWakeUp(String environment, long number) implements Serializable {
    static OperationWakeUp of(OperationPublished event) {
        return new OperationWakeUp(event.environment(), event.number());
    }

    OperationPublished event() {
        return new OperationPublished(environment, number);
    }
}
