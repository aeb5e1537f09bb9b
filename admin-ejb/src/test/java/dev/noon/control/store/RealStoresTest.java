package dev.noon.control.store;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.noon.control.Stores;
import dev.noon.control.StoresContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract against the MongoDB that {@code NOON_MONGO_URI} names, in a database of its own. */
@EnabledIfEnvironmentVariable(named = "NOON_MONGO_URI", matches = "mongodb.*")
final class RealStoresTest extends StoresContract {
    private final String uri = System.getenv("NOON_MONGO_URI");
    private final String name = "noon-contract-" + UUID.randomUUID();
    private final MongoStores stores = MongoStores.open(inDatabase(uri, name));

    @AfterEach
    void drop() {
        stores.close();
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(name).drop();
        }
    }

    @Override
    protected Stores stores() {
        return stores.stores();
    }

    private static String inDatabase(String uri, String name) {
        String options = uri.contains("?") ? uri.substring(uri.indexOf('?')) : "";
        String base = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
        String database = new ConnectionString(uri).getDatabase();
        String bare = database == null ? base : base.substring(0, base.length() - database.length() - 1);
        return (bare.endsWith("/") ? bare : bare + "/") + name + options;
    }
}
