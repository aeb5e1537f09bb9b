package dev.noon.it.container;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerService;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A timer of the archive's own, and a look at all timers of the module. */
@Singleton
public class ModuleTimers {
    @Resource
    private TimerService timers;

    private final AtomicInteger fired = new AtomicInteger();

    /** How often the archive's own timer has fired. */
    public int fired() {
        return fired.get();
    }

    /** Every timer of the module as {@code info} or {@code info (persistent)}. */
    public List<String> all() {
        return timers.getAllTimers().stream().map(ModuleTimers::text).toList();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "own")
    void fire() {
        fired.incrementAndGet();
    }

    private static String text(Timer timer) {
        return timer.getInfo() + (timer.isPersistent() ? " (persistent)" : "");
    }
}
