package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.model.Breaker;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import dev.noon.upstream.HedgeRace.Runner.Ran;
import dev.noon.upstream.WatchedTarget.Rules;
import dev.noon.upstream.breaker.Admission;
import dev.noon.upstream.breaker.Breakers;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** The targets of one pool, chosen as the definition says, each behind its breaker and its health. Thread-safe. */
final class CarefulUpstream implements UpstreamSender {
    private static final long SPARE_MILLIS = 1_000;
    private static final Answer NOT_ASKED = new Answer.Spared(1);
    /** Never changed. */
    private static final BitSet NOBODY = new BitSet(0);

    /**
     * What it works with.
     *
     * @param background runs second requests
     */
    record Surroundings(Breakers.Counts counts, Ticker ticker, WallClock clock, Executor background) {}

    private final HttpUpstream pool;
    private final WatchedTarget[] targets;
    private final boolean watchesHealth;
    private final Choice choice;
    private final Optional<RetryRule> retries;
    private final Optional<HedgeRule> hedge;
    private final Optional<StickyCookie> sticky;
    private final Surroundings around;
    private final long tryMillis;

    CarefulUpstream(Upstream definition, Lent lent, Surroundings around) {
        Upstream.Care care = definition.care();
        this.pool = (HttpUpstream) lent.pool();
        this.watchesHealth = care.health().isPresent();
        this.choice = Choice.of(definition, pool);
        this.around = around;
        this.retries = care.retries().map(settings -> new RetryRule(settings, around.ticker()));
        this.hedge = care.hedge()
                .filter(settings -> pool.size() > 1)
                .map(settings -> new HedgeRule(settings, around.ticker(), around.background()));
        this.sticky = care.balance()
                .sticky()
                .map(settings ->
                        new StickyCookie(definition, settings, lent.cookieKey().orElseThrow(), around.clock()));
        Upstream.Timeouts timeouts = definition.timeouts();
        this.tryMillis = timeouts.connect().plus(timeouts.response()).toMillis() + SPARE_MILLIS;
        this.targets = targets(lent, rules(care));
    }

    private WatchedTarget[] targets(Lent lent, Rules rules) {
        return IntStream.range(0, pool.size())
                .mapToObj(i -> new WatchedTarget(pool, i, lent.watch(i), rules))
                .toArray(WatchedTarget[]::new);
    }

    private static Rules rules(Upstream.Care care) {
        FailureRule breaker =
                FailureRule.of(care.breaker().map(Breaker::failures).orElse(Breaker.Failures.DEFAULT));
        FailureRule health = care.health()
                .flatMap(checks -> checks.passive())
                .map(passive -> new FailureRule(passive.outcomes(), passive.statuses()))
                .orElse(breaker);
        return new Rules(breaker, health);
    }

    @Override
    public Answer send(UpstreamRequest request) throws ClientFailure {
        if (!pool.enter()) {
            return new Answer.Failed(Cause.SHED);
        }
        boolean streaming = false;
        try {
            retries.ifPresent(RetryRule::began);
            hedge.ifPresent(HedgeRule::began);
            Answer answer = new Sending(request).toAny();
            streaming = isStreaming(answer);
            return answer;
        } finally {
            if (!streaming) {
                pool.leave();
            }
        }
    }

    private static boolean isStreaming(Answer answer) {
        return answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream;
    }

    /** Ends a body that is not passed on; its end gives back the place that it was sent on. */
    private static void close(Answer answer) {
        if (answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream stream) {
            try {
                stream.in().close();
            } catch (IOException e) {
                // Nobody waits for it; its connection is given up.
            }
        }
    }

    private Answer refused() {
        around.counts().refused();
        long shortest = Long.MAX_VALUE;
        for (WatchedTarget target : targets) {
            shortest = Math.min(shortest, target.leftNanos());
        }
        return new Answer.Spared(
                Math.max(1, Duration.ofNanos(shortest + 999_999_999).toSeconds()));
    }

    /** Those that are ill; nobody if all are. */
    private BitSet ill() {
        if (!watchesHealth) {
            return NOBODY;
        }
        BitSet ill = new BitSet(targets.length);
        for (int i = 0; i < targets.length; i++) {
            if (!targets[i].isWell()) {
                ill.set(i);
            }
        }
        if (ill.cardinality() == targets.length) {
            ill.clear();
        }
        return ill;
    }

    /** One request on its way from target to target. Belongs to one thread. */
    private final class Sending implements HedgeRace.Runner {
        private final UpstreamRequest request;
        private final OptionalInt own;
        private BitSet passed = ill();
        private Answer answer = NOT_ASKED;
        private int from;
        private int asked;
        private int again;
        private Admission admission = Admission.PASSED;

        Sending(UpstreamRequest request) {
            this.request = request;
            this.own = sticky.isPresent() ? sticky.get().take(request) : OptionalInt.empty();
        }

        /** Begins with the target that is due; one that is left alone or cannot be connected to is passed over. */
        Answer toAny() throws ClientFailure {
            boolean over = false;
            for (int left = targets.length - passed.cardinality(); left > 0 && !over; left--) {
                int target = choose();
                admission = targets[target].admit(tryMillis);
                over = admission.isGranted() && isOverWith(target, left == 1);
                if (!over) {
                    pass(target);
                }
            }
            return answer == NOT_ASKED ? refused() : kept();
        }

        private void pass(int target) {
            passed = passed == NOBODY ? new BitSet(targets.length) : passed;
            passed.set(target);
        }

        private int choose() {
            if (asked++ > 0) {
                return choice.next(request, passed);
            }
            return own.isPresent() && !passed.get(own.getAsInt()) ? own.getAsInt() : choice.choose(request, passed);
        }

        /** Whether nobody else is to be asked after {@code target} was. */
        private boolean isOverWith(int target, boolean last) throws ClientFailure {
            if (isStreaming(answer) && !pool.enter()) {
                // There is no place for another request, so the answer that is here must do.
                targets[target].abandon(admission);
                return true;
            }
            close(answer);
            from = target;
            ask();
            return !HttpUpstream.couldNotConnect(answer) && (last || !isRetried());
        }

        private void ask() throws ClientFailure {
            boolean races = hedge.isPresent() && again == 0 && hedge.get().concerns(request);
            if (!races) {
                answer = targets[from].send(request, admission);
                return;
            }
            Ran ran = new HedgeRace(hedge.get(), this, tryMillis).run();
            answer = ran.answer();
            from = ran.target();
        }

        private boolean isRetried() {
            return retries.isPresent()
                    && !request.isLate(around.ticker().nanos())
                    && retries.get().allows(request, answer, again++);
        }

        /** The answer, and with it the cookie of whoever gave it, if the client does not have that. */
        private Answer kept() {
            boolean gives = sticky.isPresent() && (own.isEmpty() || own.getAsInt() != from);
            if (gives && answer instanceof Answer.Answered answered) {
                sticky.get().give(from, request, answered.headers());
            }
            return answer;
        }

        @Override
        public Ran first(Breakoff breakoff) throws ClientFailure {
            return new Ran(from, targets[from].send(request.endedBy(breakoff), admission));
        }

        /** In another thread: what it needs of this object does not change while the first is under way. */
        @Override
        public Optional<Ran> second(Breakoff breakoff) {
            BitSet others = (BitSet) passed.clone();
            others.set(from);
            if (others.cardinality() == targets.length || !pool.enter()) {
                return Optional.empty();
            }
            int target = choice.next(request, others);
            Admission second = targets[target].admit(tryMillis);
            Optional<Ran> ran = Optional.empty();
            try {
                ran = second.isGranted()
                        ? Optional.of(new Ran(target, targets[target].send(request.endedBy(breakoff), second)))
                        : Optional.empty();
                return ran;
            } catch (ClientFailure e) {
                throw new IllegalStateException("a request without a body has no client that could fail", e);
            } finally {
                if (ran.isEmpty()) {
                    pool.leave();
                }
            }
        }

        @Override
        public void letGo(Answer unwanted) {
            if (isStreaming(unwanted)) {
                close(unwanted);
            } else {
                pool.leave();
            }
        }
    }
}
