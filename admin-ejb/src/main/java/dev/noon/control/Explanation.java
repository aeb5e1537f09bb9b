package dev.noon.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node would do with a request.
 *
 * @param revision number of the revision in force there; 0 if none is
 * @param asked the request in the one form that everything looks at; empty if it is refused before that
 * @param refusal why it is not served; empty if it is
 * @param candidates the routes that host and path lead to, in the order in which they are asked
 * @param served what happens to it; empty if nothing does
 */
public record Explanation(
        long revision,
        String hash,
        Optional<Asked> asked,
        Optional<Refused> refusal,
        List<Candidate> candidates,
        Optional<Served> served) {
    public Explanation {
        candidates = List.copyOf(candidates);
    }

    /** Method, host and normalized target. */
    public record Asked(String method, String host, String target) {}

    /**
     * What the client gets instead.
     *
     * @param cause as metrics and problem types spell it
     * @param allow the methods that would be served; empty unless it is the method's fault
     */
    public record Refused(int status, String cause, String reason, List<String> allow) {
        public Refused {
            allow = List.copyOf(allow);
        }
    }

    /** A route that host and path lead to; {@code why} says what became of it. */
    public record Candidate(String proxy, String host, String path, List<String> asks, boolean taken, String why) {
        public Candidate {
            asks = List.copyOf(asks);
        }
    }

    /**
     * What happens to it.
     *
     * @param endpoint the path of the endpoint, if one of the proxy matches
     * @param split between which upstreams it was decided; empty if there is one
     */
    public record Served(
            String proxy,
            Optional<String> endpoint,
            List<Step> policies,
            Optional<Cached> cache,
            Optional<Divided> split,
            Destination destination) {
        public Served {
            policies = List.copyOf(policies);
        }
    }

    /**
     * A policy that runs.
     *
     * @param from the definition, and the part of it, that brings it
     * @param ref the policy definition that it refers to
     * @param note why it does nothing, or refuses the request; empty if it runs as usual
     */
    public record Step(String name, String type, String from, Optional<String> ref, Optional<String> note) {}

    /**
     * What the cache policy does.
     *
     * @param inputs what the key consists of
     * @param key its hash; empty if the request bypasses the cache
     * @param bypass why it does
     */
    public record Cached(
            String scope,
            long generation,
            String storage,
            Duration ttl,
            List<String> inputs,
            Optional<String> key,
            Optional<String> bypass) {
        public Cached {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * How a target is chosen, and what is done about those that fail; in words.
     *
     * @param breaker when a target is left alone; empty for never
     * @param retries when another target is asked; empty for never
     * @param health how it is found out which are well; empty for not at all
     * @param hedge when a second target is asked as well; empty for never
     */
    public record Care(
            String balance,
            Optional<String> breaker,
            Optional<String> retries,
            Optional<String> health,
            Optional<String> hedge) {
        /** A care without checks of health and second requests. */
        public Care(String balance, Optional<String> breaker, Optional<String> retries) {
            this(balance, breaker, retries, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Several upstreams that share out the requests.
     *
     * @param affinity what sends requests to the same one; empty if nothing does
     * @param sticky whether it has decided; if not, they take turns, and what is told is of the heaviest
     */
    public record Divided(Optional<String> affinity, boolean sticky, List<Share> shares) {
        public Divided {
            shares = List.copyOf(shares);
        }
    }

    /** An upstream and its weight among the others. */
    public record Share(String upstream, int weight) {}

    /** Where it is sent unless the cache has the answer. */
    public record Destination(
            String upstream,
            String target,
            Care care,
            List<Target> targets,
            Duration connect,
            Duration response,
            Optional<Duration> total,
            Optional<String> credential) {
        public Destination {
            targets = List.copyOf(targets);
        }
    }

    /** An address and its share. */
    public record Target(String url, int weight) {}
}
