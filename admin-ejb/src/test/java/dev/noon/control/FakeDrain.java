package dev.noon.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node whose load balancers need five seconds to notice, with as many requests under way as a test says. */
final class FakeDrain implements Drain {
    final List<Boolean> ready = new ArrayList<>();
    boolean remembered;
    boolean idle = true;

    @Override
    public void ready(boolean wanted) {
        if (ready.isEmpty() || ready.get(ready.size() - 1) != wanted) {
            ready.add(wanted);
        }
    }

    @Override
    public void remember(boolean drained) {
        remembered = drained;
    }

    @Override
    public boolean isIdle() {
        return idle;
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }
}
