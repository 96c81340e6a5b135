package org.haprag.spark;

import java.io.Serializable;
import java.util.Map;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.MethodRecipe;

/**
 * What all tasks of a job go by.
 *
 * @param job tells jobs apart
 * @param settings system properties that libraries read
 */
record TaskSettings(
        String job,
        WorkFolder work,
        MethodRecipe method,
        EmpiricalR2 empirical,
        ImputationJob.Form form,
        Map<String, String> settings)
        implements Serializable {}
