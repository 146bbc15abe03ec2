package io.darkroom;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// Packages use only those that their `package-info.java` allows, and libraries stay where they
/// belong.
final class ModularityTests {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "darkroom");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackages("io.darkroom");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new OnlyIncludeTests()).importPackages("io.darkroom");

    private static final ApplicationModules MODULES = ApplicationModules
            .of("io.darkroom");

    @Test
    void packagesUseOnlyWhatTheyMayUse() {
        MODULES.verify();
    }

    @Test
    void everyPackageIsAModule() throws IOException {
        try (var folders = Files.list(SOURCES)) {
            var packages = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString()).toList();

            assertThat(MODULES.stream().map(module -> module.getIdentifier().toString()))
                    .containsExactlyInAnyOrderElementsOf(packages);
        }
    }

    @Test
    void everyPackageSaysWhatItMayUse() {
        assertThat(MODULES.stream().map(module -> module.getBasePackage()
                .getAnnotation(ApplicationModule.class).orElseThrow().allowedDependencies()))
                .allSatisfy(allowed -> assertThat(allowed)
                        .doesNotContain(ApplicationModule.OPEN_TOKEN));
    }

    /// The one exception is a name, by which the command line tells what went wrong.
    @Test
    void sqlStaysInTheLedger() {
        noClasses().that().resideOutsideOfPackages("io.darkroom.ledger", "io.darkroom.batch",
                "io.darkroom").should().dependOnClassesThat(
                        resideInAnyPackage("java.sql..",
                                "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
                                .and(
                                        not(equivalentTo(SQLException.class))))
                .check(PRODUCT);
    }

    @Test
    void springBatchStaysInOnePackage() {
        noClasses().that().resideOutsideOfPackages("io.darkroom.batch", "io.darkroom").should()
                .dependOnClassesThat().resideInAPackage("org.springframework.batch..")
                .check(PRODUCT);
    }

    /// So that a simulation can drive it through a thousand crashes a second.
    @Test
    void theEngineTouchesTheWorldOnlyThroughItsPorts() {
        noClasses().that().resideInAPackage("io.darkroom.engine").should()
                .dependOnClassesThat(resideInAnyPackage("java.net..",
                        "java.sql..", "javax.sql..", "org.springframework.jdbc..",
                        "org.springframework.transaction.."))
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.nio.file.Files")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis").check(PRODUCT);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses().that().resideOutsideOfPackages("io.darkroom.cli")
                .and().doNotHaveFullyQualifiedName(Darkroom.class.getName()).should()
                .accessField(System.class, "out").check(PRODUCT);
    }

    @Test
    void noTestSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", Duration.class)
                .check(TESTS);
    }
}
