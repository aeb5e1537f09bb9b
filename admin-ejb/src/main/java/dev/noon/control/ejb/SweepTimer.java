package dev.noon.control.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/** Sweeps what has outlived its time: every minute. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SweepTimer {
    @EJB
    private NodeHooks hooks;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false, info = "sweep")
    void sweep() {
        hooks.sweep();
    }
}
