package dev.noon.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import dev.noon.it.cluster.Checkout;
import jakarta.enterprise.inject.spi.CDI;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Noon relies on in the container, with its real EJB and cache jars, inside Payara Micro. */
@ExtendWith(ArquillianExtension.class)
class ContainerIT {
    @Deployment
    static WebArchive archive() throws URISyntaxException {
        Checkout checkout = Checkout.find();
        return ShrinkWrap.create(WebArchive.class, "container.war")
                .addClasses(ContainerIT.class, ModuleTimers.class, Injected.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(
                        checkout.jar("cache-jcache").toFile(),
                        checkout.jar("admin-ejb").toFile(),
                        library(Assertions.class),
                        library(Awaitility.class),
                        library(Matcher.class));
    }

    @Test
    void theArchiveDeploysWithTheRealJars() throws ClassNotFoundException {
        assertThat(Class.forName("dev.noon.control.ejb.NodeHooks")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation())
                .asString()
                .contains("admin-ejb");
        assertThat(Class.forName("dev.noon.cache.TieredCache")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation())
                .asString()
                .contains("cache-jcache");
    }

    @Test
    void theGridAndTheCacheManagerAreInjected() {
        HazelcastInstance grid = injected().grid();
        CacheManager caches = injected().caches();

        assertThat(grid.getCluster().getMembers()).hasSize(1);
        assertThat(caches.isClosed()).isFalse();
        assertThat(caches.getURI().toString()).contains("hazelcast");
    }

    @Test
    void theCacheHoldsBytesAndForgetsThemInTime() {
        CacheManager caches = injected().caches();
        Cache<String, byte[]> cache = caches.createCache(
                "container-it",
                new MutableConfiguration<String, byte[]>()
                        .setTypes(String.class, byte[].class)
                        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(
                                new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 1500))));
        cache.put("key", "value".getBytes(StandardCharsets.UTF_8));
        assertThat(cache.get("key")).asString(StandardCharsets.UTF_8).isEqualTo("value");

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !cache.containsKey("key"));
        caches.destroyCache("container-it");
    }

    @Test
    void aNonPersistentTimerFires() {
        ModuleTimers timers = injected().timers();
        int before = timers.fired();

        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> timers.fired() >= before + 2);
    }

    @Test
    void noTimerOfTheModuleIsPersistent() {
        assertThat(injected().timers().all())
                .contains("reconcile", "flush", "sweep", "own")
                .noneMatch(timer -> timer.contains("persistent"));
    }

    @Test
    void noonsTimersCallWhatANodeRegisters() throws ReflectiveOperationException {
        AtomicInteger reconciled = new AtomicInteger();
        AtomicInteger flushed = new AtomicInteger();
        Object hooks = hooks(reconciled::incrementAndGet, flushed::incrementAndGet);
        Class<?> type = Class.forName("dev.noon.control.ejb.NodeHooks");
        Method register = type.getMethod("register", hooks.getClass());

        register.invoke(CDI.current().select(type).get(), hooks);

        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> reconciled.get() >= 2 && flushed.get() >= 2);
    }

    private static Injected injected() {
        return CDI.current().select(Injected.class).get();
    }

    private static Object hooks(Runnable reconcile, Runnable flush) throws ReflectiveOperationException {
        Runnable nothing = () -> {};
        Consumer<Object> ignored = event -> {};
        return Class.forName("dev.noon.control.ejb.Hooks")
                .getConstructor(
                        Runnable.class,
                        Runnable.class,
                        Runnable.class,
                        Consumer.class,
                        Consumer.class,
                        Consumer.class,
                        Runnable.class,
                        boolean.class)
                .newInstance(reconcile, flush, nothing, ignored, ignored, ignored, nothing, false);
    }

    private static File library(Class<?> member) throws URISyntaxException {
        return new File(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
