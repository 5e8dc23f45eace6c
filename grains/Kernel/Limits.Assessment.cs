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

    /// <summary>Complaints from one address in an hour. An office of a quarter's residents may share an address.</summary>
    public const int ComplaintsPerHour = 10;

    /// <summary>Complaints of one year, which one grain keeps in memory.</summary>
    public const int ComplaintsPerYear = 50_000;

    /// <summary>Characters of how to reach a person who complains.</summary>
    public const int ContactCharacters = 200;

    /// <summary>Characters of a person's name.</summary>
    public const int PersonCharacters = 100;

    /// <summary>Units in which one account has an interest. A liaison has a handful, a controller all units of a large round.</summary>
    public const int InterestsPerAccount = 1_000;

    /// <summary>Items of evidence that one entry can refer to.</summary>
    public const int EvidencePerEntry = 100;

    /// <summary>Spot checks of a unit, with those withdrawn; facts and adjustments likewise. Several a day for a year.</summary>
    public const int SupervisionEntriesPerUnit = 1_000;

    /// <summary>Findings of a round: ten times the largest known inspection. They are kept in the memory of one grain.</summary>
    public const int FindingsPerRound = 100_000;

    /// <summary>Steps of one finding: replies and verifications that go back and forth weekly for a year.</summary>
    public const int StepsPerFinding = 100;

    /// <summary>Targets of one unit.</summary>
    public const int TargetsPerUnit = 200;

    /// <summary>Bytes of a body with all targets of a unit.</summary>
    public const int TargetsBytes = 1 << 20;

    /// <summary>Reports of progress, and grades, of one target: one a day of a year.</summary>
    public const int ReportsPerTarget = 400;
}
