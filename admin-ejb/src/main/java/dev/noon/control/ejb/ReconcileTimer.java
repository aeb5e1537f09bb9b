package dev.noon.control.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/** Makes lost wake-ups good: every second. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ReconcileTimer {
    @EJB
    private NodeHooks hooks;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "reconcile")
    void reconcile() {
        hooks.reconcile();
    }
}
