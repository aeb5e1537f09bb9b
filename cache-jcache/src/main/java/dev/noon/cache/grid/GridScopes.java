package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import dev.noon.cache.Freshness;
import dev.noon.cache.GridResponses;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.Scopes;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedStates;
import dev.noon.cache.view.HeldEntries;
import dev.noon.time.Ticker;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The twelve scopes in the grid: one cache for each region, opened together. Until {@link #open} has succeeded the grid is
 * away. Thread-safe.
 */
public final class GridScopes implements Scopes {
    private final GridSettings settings;
    private final GridConnection connection;
    private final GridTier responses;
    private final GridPlace place;
    private final Map<Region, GridStates> states = new ConcurrentHashMap<>();

    public GridScopes(GridConnection connection, GridSettings settings, Freshness freshness, Ticker ticker) {
        this.connection = connection;
        this.settings = settings;
        this.responses = new GridTier(connection, settings, freshness, ticker);
        List<Region> regions = EnumSet.complementOf(EnumSet.copyOf(Scope.responses())).stream()
                .flatMap(scope -> Region.all(scope).stream())
                .toList();
        this.place = new GridPlace(
                new GridCaches(connection.manager(), settings, regions),
                new GridCalls(connection.hazelcast(), settings.budget(), new GridCounters(), ticker),
                new FailureLog(ticker),
                Repairs.of(connection.hazelcast(), ticker));
    }

    /** Lets go of the grid, which may live on in its server; nothing is asked of it any more. */
    public void close() {
        place.repairs().close();
        responses.close();
        states.values().forEach(GridStates::close);
    }

    /**
     * Opens what is not open; safe to repeat. May block as long as the grid's call timeout, so it belongs to the start of a node and
     * to a timer.
     *
     * @return whether all is open now
     */
    public boolean open() {
        boolean opened = responses.open() & place.open();
        for (GridStates open : states.values()) {
            opened &= open.open();
        }
        return opened;
    }

    @Override
    public GridResponses responses() {
        return responses;
    }

    @Override
    public SharedRecords records(Region region) {
        return new GridRecords(place, checked(region));
    }

    @Override
    public SharedStates states(Region region) {
        return states.computeIfAbsent(
                checked(region), name -> new GridStates(place, connection.hazelcast(), name, settings.nameOf(name)));
    }

    @Override
    public int capacity(Scope scope) {
        return settings.capacity(scope);
    }

    /** Whether as many members are in sight as the grid's configuration wants for what must not be written in a smaller part. */
    public boolean hasMajority() {
        try {
            return Division.hasMajority(connection.hazelcast());
        } catch (RuntimeException e) {
            return false; // it is being stopped
        }
    }

    /** What this node holds of them, for people. */
    public HeldEntries view() {
        return new GridEntries(connection.hazelcast(), this::cache);
    }

    private Optional<ICache<String, byte[]>> cache(Region region) {
        return region.scope().holdsResponses() ? responses.cache(region.scope()) : place.cache(region);
    }

    private static Region checked(Region region) {
        if (region.scope().holdsResponses()) {
            throw new IllegalArgumentException(
                    "scope is " + region.scope().text() + "; must be one that holds no responses");
        }
        return region;
    }
}
