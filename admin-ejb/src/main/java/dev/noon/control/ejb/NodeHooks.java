package dev.noon.control.ejb;

import dev.noon.control.CandidateProposed;
import dev.noon.control.OperationPublished;
import dev.noon.control.RevisionPublished;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a node registers what its timers and observers call. Thread-safe: the hooks are one volatile reference, and
 * work runs on the server's managed executor, so that neither a timer nor the event bus ever waits for the store.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeHooks {
    private static final Logger LOG = System.getLogger(NodeHooks.class.getName());

    @Resource
    private ManagedExecutorService executor;

    private volatile Hooks hooks = Hooks.none();
    private final AtomicBoolean reconciling = new AtomicBoolean();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /** Puts a node's hooks in the place of those before. */
    public void register(Hooks registered) {
        hooks = registered;
    }

    /** Reconciles unless the last call is still at it. */
    public void reconcile() {
        alone(reconciling, hooks.reconcile());
    }

    /** Flushes unless the last call is still at it. */
    public void flush() {
        alone(flushing, hooks.flush());
    }

    /** Sweeps unless the last call is still at it. */
    public void sweep() {
        alone(sweeping, hooks.sweep());
    }

    /** Passes an announcement on. */
    public void heard(RevisionPublished event) {
        run(() -> hooks.revision().accept(event));
    }

    /** Passes an announcement on. */
    public void heard(OperationPublished event) {
        run(() -> hooks.operation().accept(event));
    }

    /** Passes an announcement on. */
    public void heard(CandidateProposed event) {
        run(() -> hooks.candidate().accept(event));
    }

    /** Whether clustered events are sent and heard. */
    public boolean events() {
        return hooks.events();
    }

    /** Runs {@code work} on a managed thread; false when there is none. */
    public boolean run(Runnable work) {
        try {
            executor.execute(() -> logged(work));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "no thread for control work: {0}", e.getMessage());
            return false;
        }
    }

    @PreDestroy
    void stop() {
        Hooks last = hooks;
        hooks = Hooks.none();
        last.stop().run();
    }

    private void alone(AtomicBoolean busy, Runnable work) {
        if (busy.compareAndSet(false, true) && !run(() -> once(busy, work))) {
            busy.set(false);
        }
    }

    private static void once(AtomicBoolean busy, Runnable work) {
        try {
            work.run();
        } finally {
            busy.set(false);
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "control work failed; the timer tries again", e);
        }
    }
}
