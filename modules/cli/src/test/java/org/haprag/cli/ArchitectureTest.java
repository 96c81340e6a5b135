package org.haprag.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The order of the modules (ARCHITECTURE.md, docs/development/adr/0008) and who may see which library. */
@AnalyzeClasses(packages = "org.haprag", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.haprag.";

    /** For each module, the modules that it may use. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("genotype", Set.of()),
            Map.entry("testkit", Set.of("genotype")),
            Map.entry("io", Set.of("genotype")),
            Map.entry("metrics", Set.of("genotype")),
            Map.entry("retrieval", Set.of("genotype")),
            Map.entry("model", Set.of("genotype", "retrieval")),
            Map.entry("loss", Set.of("genotype", "metrics", "retrieval", "model")),
            Map.entry("imputation", Set.of("genotype", "io", "metrics", "retrieval", "model")),
            Map.entry("spark", Set.of("genotype", "io", "imputation")),
            Map.entry("evaluation", Set.of("genotype", "io", "metrics")),
            Map.entry("training", Set.of("genotype", "io", "metrics", "retrieval", "model", "loss", "imputation")),
            Map.entry(
                    "experiment",
                    Set.of(
                            "genotype",
                            "io",
                            "metrics",
                            "retrieval",
                            "model",
                            "loss",
                            "imputation",
                            "evaluation",
                            "training"))));

    @ArchTest
    static void aModuleUsesOnlyThoseBeforeIt(JavaClasses all) {
        MAY_USE.forEach((module, others) -> classes()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("org.haprag.."))
                        .or(resideInAPackage(ROOT + module + ".."))
                        .or(resideInAnyPackage(packagesOf(others))))
                .allowEmptyShould(true)
                .check(all));
    }

    @ArchTest
    static void everyPackageBelongsToAModule(JavaClasses all) {
        classes()
                .should()
                .resideInAnyPackage(packagesOf(Set.of(
                        java.util.stream.Stream.concat(MAY_USE.keySet().stream(), java.util.stream.Stream.of("cli"))
                                .toArray(String[]::new))))
                .check(all);
    }

    @ArchTest
    static final ArchRule ONLY_IO_SEES_HTSJDK = library("htsjdk..", "io");

    @ArchTest
    static final ArchRule ONLY_THE_NETWORKS_MODULES_AND_DOCTOR_SEE_DJL =
            library("ai.djl..", "retrieval", "model", "loss", "training", "cli.doctor");

    @ArchTest
    static final ArchRule ONLY_THE_BASELINE_AND_TENSORS_SEE_ND4J =
            library("org.nd4j..", "retrieval.baseline", "model.tensors");

    @ArchTest
    static final ArchRule ONLY_CLI_SEES_PICOCLI = library("picocli..", "cli");

    @ArchTest
    static final ArchRule ONLY_SPARK_SEES_SPARK = library("org.apache.spark..", "spark");

    @ArchTest
    static final ArchRule ONLY_REPORTS_SEE_J2HTML = library("j2html..", "evaluation.report", "experiment.report");

    @ArchTest
    static final ArchRule ONLY_LOSS_TRAINING_AND_EXPERIMENT_READ_YAML =
            library("com.fasterxml.jackson.dataformat.yaml..", "loss", "training.config", "experiment");

    @ArchTest
    static final ArchRule NOBODY_SHIPS_THE_TESTKIT = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "testkit..");

    @ArchTest
    static final ArchRule ONLY_CLI_ENDS_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** Their gradients are wrong after a garbage collection: org.haprag.model.Scalar says why and has the sound ones. */
    @ArchTest
    static final ArchRule NO_DIFFERENTIATED_OPERAND_IS_A_BARE_NUMBER = noClasses()
            .that()
            .resideInAnyPackage(packagesOf(Set.of("model", "loss", "training")))
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "pow", Number.class)
            .orShould()
            .callMethod(NDArray.class, "maximum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "minimum", Number.class);

    @ArchTest
    static final ArchRule NAMES_SAY_THE_JOB = noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    @ArchTest
    static final ArchRule NO_SETTABLE_STATICS =
            fields().that().areStatic().should().beFinal();

    private static ArchRule library(String packages, String... modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packagesOf(Set.of(modules)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages);
    }

    private static String[] packagesOf(Set<String> modules) {
        return modules.stream().map(m -> ROOT + m + "..").toArray(String[]::new);
    }
}
