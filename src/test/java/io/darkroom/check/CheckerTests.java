package io.darkroom.check;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.darkroom.ledger.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checker finds nothing where nothing is wrong, and whatever is made wrong.
final class CheckerTests {

    private static TestDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        assertThat(Checker.check(Scene.healthy(database, folder).end())).isEmpty();
    }

    @Test
    void leavesARunAloneThatIsToGoOn() throws Exception {
        var scene = Scene.healthy(database, folder);
        scene.silently("update item set state = 'CLAIMED', owner = 'w2' where id = 13");

        assertThat(Checker.check(scene.end().unfinished())).isEmpty();
    }

    @Test
    void refusesToJudgeWhatNobodyWatched() throws Exception {
        var scene = Scene.healthy(database, folder);
        scene.sql("drop schema storm_watch cascade");

        assertThatIllegalStateException().isThrownBy(() -> Checker.check(scene.end()))
                .withMessageContaining("Watch");
        assertThat(Checker.check(scene.end().unwatched())).isEmpty();
    }

    static Stream<Damage> damages() {
        return Stream.concat(Damages.all(), TableDamages.all());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void findsWhatIsWrong(Damage damage) throws Exception {
        var end = damage.act().apply(Scene.healthy(database, folder));

        var violations = Checker.check(end);
        assertThat(violations).extracting(Violation::invariant).as("%s", violations)
                .hasSameElementsAs(damage.broken());
    }

    @Test
    void sharesNoCodeWithTheProduct() {
        noClasses().that().resideInAPackage("io.darkroom.check")
                .and().haveSimpleNameNotEndingWith("Tests")
                .and().doNotBelongToAnyOf(Scene.class, Damage.class, Damages.class,
                        TableDamages.class)
                .should().dependOnClassesThat(DescribedPredicate.or(
                        resideInAPackage("io.darkroom..")
                                .and(DescribedPredicate.not(resideInAPackage("io.darkroom.check"))),
                        resideInAPackage("org.springframework..")))
                .check(new ClassFileImporter().importPackages("io.darkroom.check"));
    }
}
