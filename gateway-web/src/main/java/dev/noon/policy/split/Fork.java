package dev.noon.policy.split;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.RouteFacts;
import java.io.IOException;
import java.util.List;

/** Where a chain goes on differently for each upstream. Immutable but for whose turn it is. */
public final class Fork implements Chain {
    /**
     * The way to one upstream.
     *
     * @param facts the route's, with this upstream's name
     * @param rest what is left to run
     */
    public record Way(RouteFacts facts, Chain rest) {}

    private final Variants variants;
    private final List<Way> ways;

    /** @param ways one per variant, in their order */
    public Fork(Variants variants, List<Way> ways) {
        this.variants = variants;
        this.ways = List.copyOf(ways);
    }

    @Override
    public Reply proceed(Exchange exchange) throws IOException {
        Way way = ways.get(variants.choose(exchange.request()));
        exchange.route(way.facts());
        return way.rest().proceed(exchange);
    }
}
