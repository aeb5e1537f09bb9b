package dev.noon.edge.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * A port that speaks TLS 1.3 and 1.2, and behind that is the plain listener: its parser, its threads, its application.
 * So nothing of the server's own configuration, and no certificate that the server brings, has a part in it.
 */
record TlsListener(Listener listener, int port) implements AutoCloseable {
    private static final int BACKLOG = 4096;

    /**
     * Opens the port.
     *
     * @throws IOException if it is taken, or the address is not here
     */
    static TlsListener open(InetSocketAddress address, Listener plain, SSLContext context) throws IOException {
        TCPNIOTransport transport = transport(plain.transport());
        FilterChain chain = chain(plain.chain(), context);
        transport.setProcessor(chain);
        try {
            Connection<?> bound = transport.bind(address, BACKLOG);
            transport.start();
            return new TlsListener(
                    new Listener(transport, chain), ((InetSocketAddress) bound.getLocalAddress()).getPort());
        } catch (IOException e) {
            transport.shutdownNow();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            listener.transport().shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TCPNIOTransport transport(TCPNIOTransport plain) {
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
        transport.setIOStrategy(plain.getIOStrategy());
        transport.setWorkerThreadPool(plain.getWorkerThreadPool());
        transport.setSelectorRunnersCount(plain.getSelectorRunnersCount());
        transport.setTcpNoDelay(plain.isTcpNoDelay());
        transport.setReadTimeout(plain.getReadTimeout(TimeUnit.MILLISECONDS), TimeUnit.MILLISECONDS);
        transport.setWriteTimeout(plain.getWriteTimeout(TimeUnit.MILLISECONDS), TimeUnit.MILLISECONDS);
        transport.setReuseAddress(true);
        return transport;
    }

    private static FilterChain chain(FilterChain plain, SSLContext context) {
        SSLEngineConfigurator engines = new SSLEngineConfigurator(context, false, false, false);
        engines.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        SSLBaseFilter tls = new SSLBaseFilter(engines);
        tls.setRenegotiationDisabled(true);
        FilterChainBuilder chain =
                FilterChainBuilder.stateless().add(new TransportFilter()).add(tls);
        for (Filter filter : plain) {
            if (!(filter instanceof TransportFilter)) {
                chain.add(filter);
            }
        }
        return chain.build();
    }
}
