package dev.noon.control;

final class MemoryStoresTest extends StoresContract {
    private final Stores stores = new MemoryStores().stores();

    @Override
    protected Stores stores() {
        return stores;
    }
}
