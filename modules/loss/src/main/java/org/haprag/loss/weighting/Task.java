package org.haprag.loss.weighting;

import java.util.List;
import java.util.function.Predicate;

/** The parts of the total loss, in the order in which weights and gradients are listed. */
public enum Task {
    HAP1("hap1"),
    HAP2("hap2"),
    GT("gt"),
    /** Reconstruction of haplotype 1, a mean squared distance of embeddings. */
    RECON1("recon1"),
    RECON2("recon2"),
    /** Contrast of a target's two haplotypes. */
    INFO_NCE("infoNce"),
    /** The auxiliary head against the truth. */
    AUX("aux"),
    /** The auxiliary head against the EMA teacher. */
    DISTILL("distill"),
    /** The auxiliary head against the main head where both are confident. */
    CONSISTENCY("consistency");

    private final String key;

    Task(String key) {
        this.key = key;
    }

    /** Name in YAML, logs and metrics.json. */
    public String key() {
        return key;
    }

    /** Whether the dosages come from this task: the main ones where a scheme tells main from auxiliary. */
    public boolean isMain() {
        return this == HAP1 || this == HAP2;
    }

    /** Which of some tasks are main, in their order. */
    public static boolean[] areMain(List<Task> tasks) {
        return flags(tasks, Task::isMain);
    }

    /** Which of some tasks are squared distances, in their order. */
    public static boolean[] areRegressions(List<Task> tasks) {
        return flags(tasks, Task::isRegression);
    }

    private static boolean[] flags(List<Task> tasks, Predicate<Task> flag) {
        boolean[] flags = new boolean[tasks.size()];
        for (int t = 0; t < flags.length; t++) flags[t] = flag.test(tasks.get(t));
        return flags;
    }

    /** Whether this is a squared distance, for which uncertainty weighting has another factor. */
    public boolean isRegression() {
        return this == RECON1 || this == RECON2;
    }
}
