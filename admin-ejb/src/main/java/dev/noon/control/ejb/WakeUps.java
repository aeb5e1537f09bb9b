package dev.noon.control.ejb;

import dev.noon.control.CandidateProposed;
import dev.noon.control.OperationPublished;
import dev.noon.control.RevisionFeed;
import dev.noon.control.RevisionPublished;
import fish.payara.micro.cdi.Inbound;
import fish.payara.micro.cdi.Outbound;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * The feed over clustered CDI events: at most once, unordered, without the sender, who is woken here. Thread-safe. A
 * bus that fails or hangs costs the others a second until their timers fire.
 */
@ApplicationScoped
public class WakeUps implements RevisionFeed {
    @Inject
    @Outbound
    private Event<RevisionWakeUp> revisions;

    @Inject
    @Outbound
    private Event<OperationWakeUp> operations;

    @Inject
    @Outbound
    private Event<CandidateWakeUp> candidates;

    @EJB
    private NodeHooks hooks;

    @Override
    public void announce(RevisionPublished event) {
        send(() -> revisions.fire(RevisionWakeUp.of(event)));
        hooks.heard(event);
    }

    @Override
    public void announce(OperationPublished event) {
        send(() -> operations.fire(OperationWakeUp.of(event)));
        hooks.heard(event);
    }

    @Override
    public void announce(CandidateProposed event) {
        send(() -> candidates.fire(CandidateWakeUp.of(event)));
        hooks.heard(event);
    }

    void revision(@Observes @Inbound RevisionWakeUp event) {
        if (hooks.events()) {
            hooks.heard(event.event());
        }
    }

    void operation(@Observes @Inbound OperationWakeUp event) {
        if (hooks.events()) {
            hooks.heard(event.event());
        }
    }

    void candidate(@Observes @Inbound CandidateWakeUp event) {
        if (hooks.events()) {
            hooks.heard(event.event());
        }
    }

    /** On a managed thread: a bus that hangs must not hold the caller. */
    private void send(Runnable fire) {
        if (hooks.events()) {
            hooks.run(fire);
        }
    }
}
