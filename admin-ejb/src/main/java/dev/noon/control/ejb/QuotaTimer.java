package dev.noon.control.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/** Has what was counted written down: every second. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class QuotaTimer {
    @EJB
    private NodeHooks hooks;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "flush")
    void flush() {
        hooks.flush();
    }
}
