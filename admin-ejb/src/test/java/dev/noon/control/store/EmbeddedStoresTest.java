package dev.noon.control.store;

import dev.noon.control.Stores;
import dev.noon.control.StoresContract;
import org.junit.jupiter.api.AfterEach;

final class EmbeddedStoresTest extends StoresContract {
    private final EmbeddedStore server = new EmbeddedStore();
    private final MongoStores stores = MongoStores.open(server.uri());

    @AfterEach
    void close() {
        stores.close();
        server.close();
    }

    @Override
    protected Stores stores() {
        return stores.stores();
    }
}
