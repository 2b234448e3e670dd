package io.skillsphere;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import org.axonframework.queryhandling.QueryHandler;

@AnalyzeClasses(packages = "io.skillsphere", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_published_language_knows_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage("io.skillsphere.api..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.skillsphere..").and(not(resideInAPackage("io.skillsphere.api.."))))
            .because("whoever speaks the language must not have to know who else does");

    @ArchTest
    static final ArchRule the_command_side_knows_neither_the_query_side_nor_web = noClasses()
            .that()
            .resideInAPackage("io.skillsphere.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.skillsphere.query..", "io.skillsphere.web..")
            .because("a decision that leans on a read model is made on yesterday's truth");

    @ArchTest
    static final ArchRule the_query_side_knows_neither_the_command_side_nor_web = noClasses()
            .that()
            .resideInAPackage("io.skillsphere.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.skillsphere.command..", "io.skillsphere.web..")
            .because("read models are built from events alone, so that they can always be built again");

    @ArchTest
    static final ArchRule packages_are_named_after_features = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..service..", "..impl..", "..dto..", "..model..")
            .because("a reader looks for what the code does, not for what kind of code it is");

    @ArchTest
    static final ArchRule no_query_is_answered_by_a_bare_list = methods()
            .that()
            .areAnnotatedWith(QueryHandler.class)
            .should()
            .notHaveRawReturnType(assignableTo(Collection.class))
            .because(
                    "Jackson can't say what a bare list holds, so it does not arrive over Axon Server: answer with a record");
}
