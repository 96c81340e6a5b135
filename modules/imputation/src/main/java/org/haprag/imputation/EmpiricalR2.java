package org.haprag.imputation;

/** Whether typed sites are imputed once more as if they had not been typed. */
public enum EmpiricalR2 {
    /** They are not. */
    NONE,
    /** They are ({@link LeaveOneOut}), for INFO ER2 and FORMAT LDS. */
    LEAVE_ONE_OUT
}
