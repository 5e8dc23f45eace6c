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

    /// <summary>Titles of the register. A city has a few at each of four levels.</summary>
    public const int Titles = 500;

    /// <summary>Honours of the register: 1,000 units with two titles, renewed every second year for 20 years.</summary>
    public const int Honours = 20_000;

    /// <summary>Calendar months of a term, or until a re-examination: 50 years.</summary>
    public const int TermMonths = 600;

    /// <summary>Days that can be asked for when honours that are due are listed: ten years.</summary>
    public const int DueDays = 3_660;

    /// <summary>Tiers of a list of awards.</summary>
    public const int AwardTiers = 50;

    /// <summary>Single prizes of a round.</summary>
    public const int SpecialAwards = 200;

    /// <summary>Targets of one unit.</summary>
    public const int TargetsPerUnit = 200;

    /// <summary>Bytes of a body with all targets of a unit.</summary>
    public const int TargetsBytes = 1 << 20;

    /// <summary>Reports of progress, and grades, of one target: one a day of a year.</summary>
    public const int ReportsPerTarget = 400;
}
