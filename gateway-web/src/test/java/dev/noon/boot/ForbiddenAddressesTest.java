package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.boot.ForbiddenAddresses.Other;
import dev.noon.boot.ForbiddenAddresses.Own;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForbiddenAddressesTest {
    private static final List<Own> OWN = List.of(new Own(9090, "this node's admin address"));
    private static final List<Other> OTHERS = List.of(
            Other.of("10.1.0.1:5702", 5701, "a grid member's address"),
            Other.of("10.1.0.2", 5701, "a grid member's address"),
            Other.of("[fd00::7]:27018", 27017, "the store's address"));

    private final ForbiddenAddresses strict = new ForbiddenAddresses(false, OWN, OTHERS);
    private final ForbiddenAddresses lenient = new ForbiddenAddresses(true, OWN, OTHERS);

    @ParameterizedTest(name = "{0}:{1}: {2}")
    @CsvSource({
        "169.254.169.254, 80, link-local",
        "169.254.1.1, 80, link-local",
        "fe80::1, 80, link-local",
        "::ffff:169.254.169.254, 80, link-local",
        "fd00:ec2::254, 80, clouds keep credentials",
        "100.100.100.200, 80, clouds keep credentials",
        "0.0.0.0, 80, no address of one host",
        "'::', 80, no address of one host",
        "224.0.0.1, 80, no address of one host",
        "127.0.0.1, 9090, admin address",
        "127.8.9.1, 9090, admin address",
        "'::1', 9090, admin address",
        "0.0.0.0, 9090, admin address",
        "10.1.0.1, 5702, grid member",
        "10.1.0.2, 5701, grid member",
        "fd00::7, 27018, the store",
    })
    void nothing_is_sent_there_ever(String address, int port, String why) throws UnknownHostException {
        for (ForbiddenAddresses rule : List.of(strict, lenient)) {
            assertThat(rule.fault(InetAddress.getByName(address), port))
                    .hasValueSatisfying(fault -> assertThat(fault).contains(why));
        }
    }

    @ParameterizedTest
    @CsvSource({"10.1.0.1, 80", "10.1.0.1, 5701", "192.168.1.1, 9090", "203.0.113.7, 443", "fd00::7, 443"})
    void upstreams_are_there(String address, int port) throws UnknownHostException {
        assertThat(strict.fault(InetAddress.getByName(address), port)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.9.9.9", "::1"})
    void the_own_machine_is_an_upstream_where_the_operator_says_so(String address) throws UnknownHostException {
        assertThat(strict.fault(InetAddress.getByName(address), 9000))
                .hasValueSatisfying(fault -> assertThat(fault).contains("noon.upstream.loopback=true"));
        assertThat(lenient.fault(InetAddress.getByName(address), 9000)).isEmpty();
    }

    /** What nobody has configured is protected as well. */
    @ParameterizedTest
    @CsvSource({"9090, admin address", "5701, grid address", "27018, the store"})
    void the_defaults_are_known(int port, String why) throws UnknownHostException {
        ForbiddenAddresses rule = NodeSettings.of(nothingWritten()).forbidden();
        assertThat(rule.fault(InetAddress.getLoopbackAddress(), port))
                .hasValueSatisfying(fault -> assertThat(fault).contains(why));
    }

    @Test
    void a_name_is_what_it_stands_for() {
        assertThat(strict.targets(Runnable::run).fault(URI.create("http://localhost:9000")))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("that is the node's own machine"));
        assertThat(strict.targets(Runnable::run).fault(URI.create("http://nobody.invalid:80")))
                .isEmpty();
    }

    @Test
    void an_apply_does_not_wait_for_a_name_server_for_long() {
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService stuck = Executors.newSingleThreadExecutor();
        try {
            stuck.execute(() -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(strict.targets(stuck).fault(URI.create("http://localhost:9000")))
                    .isEmpty();
        } finally {
            over.countDown();
            stuck.shutdown();
        }
    }

    private static Config nothingWritten() {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, values) ->
                        method.getReturnType() == Optional.class ? Optional.empty() : List.<String>of());
    }
}
