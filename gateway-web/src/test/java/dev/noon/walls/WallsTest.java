package dev.noon.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WallsTest {
    private static final String FIXTURES = "dev.noon.walls.fixture";

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.noon");

    private final JavaClasses violations = new ClassFileImporter().importPackages(FIXTURES);

    @TestFactory
    Stream<DynamicTest> the_house_keeps_its_walls() {
        return Walls.of("dev.noon").stream()
                .map(wall ->
                        DynamicTest.dynamicTest(wall.name(), () -> wall.rule().check(house)));
    }

    @TestFactory
    Stream<DynamicTest> every_wall_can_be_broken() {
        return Walls.of(FIXTURES).stream()
                .map(wall -> DynamicTest.dynamicTest(
                        wall.name(), () -> assertThatThrownBy(() -> wall.rule().check(violations))
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining(FIXTURES)));
    }

    @Test
    void the_house_has_all_its_rooms() {
        assertThat(house.stream().map(c -> c.getPackageName()).distinct())
                .contains(
                        "dev.noon.cache.local",
                        "dev.noon.cache.grid",
                        "dev.noon.model",
                        "dev.noon.control.store",
                        "dev.noon.control.ejb",
                        "dev.noon.edge",
                        "dev.noon.exchange",
                        "dev.noon.snapshot",
                        "dev.noon.upstream",
                        "dev.noon.observe",
                        "dev.noon.admin",
                        "dev.noon.boot");
    }
}
