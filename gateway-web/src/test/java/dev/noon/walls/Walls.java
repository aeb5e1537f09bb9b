package dev.noon.walls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The rules, for the packages under one base: {@code dev.noon} in earnest, the fixtures in the counter-test. */
final class Walls {
    /** A rule and the sentence that names it. */
    record Wall(String name, ArchRule rule) {}

    private static final String[] DATA_PLANE = {"edge", "exchange", "snapshot", "policy", "upstream", "observe"};

    private final String base;
    private final List<Wall> walls = new ArrayList<>();

    private Walls(String base) {
        this.base = base;
    }

    /** Every wall of the house whose packages begin with {@code base}. */
    static List<Wall> of(String base) {
        Walls walls = new Walls(base);
        walls.technologies();
        walls.planes();
        walls.environment();
        walls.state();
        return List.copyOf(walls.walls);
    }

    private void technologies() {
        confine("MongoDB", List.of("com.mongodb..", "org.bson.."), "control.store");
        confine(
                "the grid",
                List.of("com.hazelcast..", "javax.cache.."),
                "cache.grid",
                "members.grid",
                "counter.grid",
                "boot");
        confine("Caffeine", List.of("com.github.benmanes.."), "cache.local");
        confine("servlets", List.of("jakarta.servlet.."), "edge");
        confine("the server's connector", List.of("org.glassfish.grizzly.."), "edge.connector");
        confine("the JOSE library", List.of("com.nimbusds.."), "admin.oidc", "policy.identity");
        confine("JAX-RS", List.of("jakarta.ws.rs.."), "admin");
        confine("OpenAPI", List.of("org.eclipse.microprofile.openapi.."), "admin");
        confine(
                "metrics and health",
                List.of("org.eclipse.microprofile.metrics..", "org.eclipse.microprofile.health.."),
                "observe");
        confine("configuration", List.of("org.eclipse.microprofile.config.."), "boot", "control.ejb");
        confine("Payara", List.of("fish.payara.."), "control.ejb");
        confine("EJB", List.of("jakarta.ejb.."), "control.ejb", "boot");
        confine("the HTTP client", List.of("org.apache.hc.."), "upstream");
        confine("YAML and JSON Schema", List.of("org.snakeyaml..", "dev.harrel.."), "model");
    }

    private void confine(String technology, List<String> packages, String... homes) {
        String[] inside = Stream.of(homes).flatMap(this::tree).toArray(String[]::new);
        add(
                technology + " stays in " + String.join(", ", homes),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(inside)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages.toArray(String[]::new))
                        .because("a technology that one package knows can be replaced in one package"));
    }

    private void planes() {
        String[] dataPlane = Stream.of(DATA_PLANE).flatMap(this::tree).toArray(String[]::new);
        add(
                "the data plane sees neither control nor admin",
                noClasses()
                        .that()
                        .resideInAnyPackage(dataPlane)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(trees("control", "admin", "boot"))
                        .because("only boot joins the planes"));
        add(
                "the cache knows no other module",
                noClasses()
                        .that()
                        .resideInAnyPackage(trees("cache", "counter", "members", "time"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(base + "..")
                                .and(not(resideInAnyPackage(trees("cache", "counter", "members", "time")))))
                        .because("what we remember does not depend on why"));
        add(
                "exchange is the JDK's alone",
                noClasses()
                        .that()
                        .resideInAnyPackage(trees("exchange"))
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages(base + ".exchange..", "java..", "org.jspecify..")
                        .because("policies are written against it"));
        add(
                "policies do not see each other",
                slices().matching(base + ".policy.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .because("a policy is understood, tested and removed alone"));
        add(
                "no cycles between packages",
                slices().matching(base + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("rooms that need each other are one room"));
    }

    private void environment() {
        add(
                "nobody outside time asks the clock",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(trees("time"))
                        .should()
                        .callMethodWhere(targetOwner(equivalentTo(System.class))
                                .and(target(nameMatching("currentTimeMillis|nanoTime"))))
                        .orShould()
                        .callMethodWhere(
                                targetOwner(resideInAnyPackage("java.time..")).and(target(nameMatching("now"))))
                        .because("time comes in through the constructor"));
        add(
                "no threads of our own",
                noClasses()
                        .should()
                        .callConstructorWhere(targetOwner(assignableTo(Thread.class)))
                        .orShould()
                        .callMethodWhere(targetOwner(equivalentTo(Executors.class)))
                        .orShould()
                        .callMethodWhere(targetOwner(equivalentTo(Thread.class)).and(target(nameMatching("sleep"))))
                        .because("the container owns the threads, and nobody waits for time to pass"));
        add(
                "no HTTP sessions",
                noClasses()
                        .should()
                        .callMethodWhere(target(nameMatching("getSession"))
                                .and(targetOwner(resideInAnyPackage("jakarta.servlet.."))))
                        .because("sessions would be copied to the grid"));
        add(
                "no Java deserialisation",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ObjectInputStream.class)
                        .because("bytes from outside never choose a class"));
    }

    private void state() {
        add(
                "Serializable only on event payloads",
                noClasses()
                        .that(not(resideInAnyPackage(trees("control.ejb"))))
                        .and()
                        .areNotEnums()
                        .and()
                        .areNotAssignableTo(Throwable.class)
                        .and()
                        .areNotAssignableTo("jakarta.servlet.http.HttpServlet")
                        .and()
                        .areNotAnonymousClasses()
                        .should()
                        .implement(Serializable.class)
                        .because("what is serialisable becomes a format"));
        add(
                "static fields are final",
                fields().that().areStatic().should().beFinal().because("state lives in objects that somebody made"));
        add(
                "constructor injection outside the EE corners",
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages(trees("edge", "admin", "boot", "observe", "control.ejb", "snapshot"))
                        .should()
                        .beAnnotatedWith("jakarta.inject.Inject")
                        .because("an object that needs nothing but its constructor can be tested alone"));
    }

    private void add(String name, ArchRule rule) {
        walls.add(new Wall(name, rule));
    }

    private String[] trees(String... names) {
        return Stream.of(names).flatMap(this::tree).toArray(String[]::new);
    }

    private Stream<String> tree(String name) {
        return Stream.of(base + "." + name + "..");
    }
}
