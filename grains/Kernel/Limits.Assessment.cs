namespace Evaluation.Kernel;

/// <summary>Limits of self-assessment, inspection, supervision, complaints, targets and honours.</summary>
public static partial class Limits
{
    /// <summary>
    /// How long a call that creates something is recognised by its key. Clients repeat within minutes,
    /// phones without a network within days.
    /// </summary>
    public static readonly TimeSpan CreationKeyAge = TimeSpan.FromHours(48);

    /// <summary>Items of one page of a list, unless the caller asks for fewer.</summary>
    public const int ItemsPerPage = 100;

    /// <summary>Most items of one page of a list.</summary>
    public const int ItemsPerPageMax = 1_000;

    /// <summary>Characters of a text that a person writes about a unit: a finding, a reply, a complaint, an answer, a note.</summary>
    public const int NoteCharacters = 2_000;

    /// <summary>Items of evidence that one entry can refer to.</summary>
    public const int EvidencePerEntry = 100;

    /// <summary>Bytes of a self-assessment as it is sent: reasons and figures for 200 criteria, and a long report.</summary>
    public const int SelfAssessmentBytes = 1 << 20;

    /// <summary>Characters of the report of a self-assessment: some fifty pages.</summary>
    public const int SelfAssessmentReportCharacters = 100_000;

    /// <summary>Figures of one item of a self-assessment.</summary>
    public const int FiguresPerItem = 50;

    /// <summary>Filings of a unit in a round. Each is kept.</summary>
    public const int FilingsPerUnit = 50;

    /// <summary>Decimals of points that a unit claims or a reviewer accepts.</summary>
    public const int PointsDecimals = 4;

    /// <summary>Bytes of a table from which a self-assessment is imported: a workbook with pictures of seals.</summary>
    public const int SelfAssessmentTableBytes = 8 << 20;

    /// <summary>Rows of such a table beside those of the criteria: titles, subtotals, notes and signatures.</summary>
    public const int SelfAssessmentTableExtraRows = 300;

    /// <summary>Targets of one unit.</summary>
    public const int TargetsPerUnit = 200;

    /// <summary>Bytes of a body with all targets of a unit.</summary>
    public const int TargetsBytes = 1 << 20;

    /// <summary>Reports of progress, and grades, of one target: one a day of a year.</summary>
    public const int ReportsPerTarget = 400;
}
