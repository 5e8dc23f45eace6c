namespace Evaluation.Kernel;

/// <summary>
/// Limits of the forms of a definition, self-assessment, inspection, supervision, complaints, targets, honours, and of the sign-in by an
/// identity provider.
/// </summary>
public static partial class Limits
{
    /// <summary>
    /// Characters of a round's title in one language: it heads every page, the paper and the announcement. Rounds of earlier versions may
    /// have a longer one, of at most <see cref="LabelCharacters"/>.
    /// </summary>
    public const int TitleCharacters = 120;

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

    /// <summary>Bytes of a self-assessment as it is sent: reasons and figures for 200 criteria, and a long report.</summary>
    public const int SelfAssessmentBytes = 1 << 20;

    /// <summary>The same as a form, which needs three characters for a byte of a text.</summary>
    public const int SelfAssessmentFormBytes = 3 * SelfAssessmentBytes;

    /// <summary>Characters of the report of a self-assessment: some fifty pages.</summary>
    public const int SelfAssessmentReportCharacters = 100_000;

    /// <summary>Figures of one item of a self-assessment.</summary>
    public const int FiguresPerItem = 50;

    /// <summary>Filings of a unit in a round. Each is kept.</summary>
    public const int FilingsPerUnit = 50;

    /// <summary>Decimals of points that a unit claims, a reviewer accepts or an adjustment adds.</summary>
    public const int PointsDecimals = 4;

    /// <summary>Bytes of a table from which a self-assessment is imported: a workbook with pictures of seals.</summary>
    public const int SelfAssessmentTableBytes = 8 << 20;

    /// <summary>Rows of such a table beside those of the criteria: titles, subtotals, notes and signatures.</summary>
    public const int SelfAssessmentTableExtraRows = 300;
    /// <summary>Spot checks of a unit, with those withdrawn; facts and adjustments likewise. Several a day for a year.</summary>
    public const int SupervisionEntriesPerUnit = 1_000;

    /// <summary>Findings of a round: ten times the largest known inspection. They are kept in the memory of one grain.</summary>
    public const int FindingsPerRound = 100_000;

    /// <summary>Steps of one finding: replies and verifications that go back and forth weekly for a year.</summary>
    public const int StepsPerFinding = 100;
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

    /// <summary>Panels of a round: more than a city with 1,000 units sets up.</summary>
    public const int PanelsPerRound = 500;

    /// <summary>Inspectors of a panel: named experts and their deputies.</summary>
    public const int InspectorsPerPanel = 50;

    /// <summary>Bytes of a panel as it is sent: all units of the largest round.</summary>
    public const int PanelBytes = 256 << 10;

    /// <summary>Draws of a round: several a month.</summary>
    public const int DrawsPerRound = 500;

    /// <summary>Characters of a seed: a hash, or a number from a newspaper with its date.</summary>
    public const int SeedCharacters = 200;

    /// <summary>Bytes of an inspection sheet with its notes, as it is sent.</summary>
    public const int SheetBytes = 100 << 10;

    /// <summary>The same as a form with the fields that belong to no body.</summary>
    public const int SheetFormBytes = 6 * SheetBytes;

    /// <summary>Versions of a sheet that conflict with each other: more devices than an inspector has. All fit one document.</summary>
    public const int SheetHeads = 8;

    /// <summary>Edits of a sheet that are recognised when they are sent again.</summary>
    public const int SheetEdits = 64;

    /// <summary>How often a save is tried when other devices save the same sheet meanwhile.</summary>
    public const int SheetSaveAttempts = 20;

    /// <summary>Decimals of points in a sheet that is not filed.</summary>
    public const int DraftPointDecimals = 4;

    /// <summary>Decimals of points in a filed sheet.</summary>
    public const int FiledPointDecimals = 2;
    /// <summary>Versions of results whose ledgers are cached for derivations: up to some megabytes each.</summary>
    public const int DerivedVersions = 4;

    /// <summary>Headings above a criterion. The deepest published tree has four.</summary>
    public const int PathHeadings = 4;

    /// <summary>Periods of a criterion: the months of a year.</summary>
    public const int Periods = 12;

    /// <summary>Steps of a rule that gives points for a figure: one for every percent.</summary>
    public const int FigureSteps = 100;

    /// <summary>Assessing bodies of a round.</summary>
    public const int Assessors = 32;

    /// <summary>Entries of the catalogue of bonuses and deductions.</summary>
    public const int CatalogueEntries = 200;

    /// <summary>Levels of an entry of the catalogue.</summary>
    public const int EntryLevels = 20;

    /// <summary>Lists at the bottom of a class.</summary>
    public const int TailEntries = 10;

    /// <summary>Limits of a ballot. Every cast checks all of them.</summary>
    public const int BallotLimits = 50;

    /// <summary>Rounds that one round combines: the months of a year, and a yearly round.</summary>
    public const int CombinedRounds = 13;

    /// <summary>
    /// Marks of all slips, points of all sheets and cells of all counts in one trial of the rules: 1,000 units, each rated by 400 voters
    /// for five criteria.
    /// </summary>
    public const int TrialMarks = 2_000_000;

    /// <summary>Counts, and likewise points, that can be typed for a trial: 500 units with 40 entries each.</summary>
    public const int TrialEntries = 20_000;

    /// <summary>Bytes of the example data of a trial.</summary>
    public const int TrialBytes = 8 << 20;

    /// <summary>Numbers of a definition that one trial changes.</summary>
    public const int TrialChanges = 20;

    /// <summary>Failed spot checks of a unit in example data.</summary>
    public const int TrialSpotChecks = 1_000;

    /// <summary>Decimals of a figure on a sheet: a share of the units of a large city.</summary>
    public const int FigureDecimals = 8;

    /// <summary>A figure on a sheet is closer to 0: a national product in yuan.</summary>
    public const decimal FigureBound = 1_000_000_000_000_000;

    /// <summary>Characters of the id by which an identity provider names a person: the longest subject of OpenID Connect.</summary>
    public const int ProviderIdCharacters = 255;

    /// <summary>How long one call to the identity provider may take. A person waits for it.</summary>
    public static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Interval at which a provider that did not answer is asked again.</summary>
    public static readonly TimeSpan ProviderRetry = TimeSpan.FromSeconds(15);

    /// <summary>How long a person may take to sign in at the identity provider.</summary>
    public static readonly TimeSpan ProviderSignInMax = TimeSpan.FromMinutes(15);

    /// <summary>Answers of a unit to a criterion from which their counts are shown; of fewer, the score alone.</summary>
    public const int AnswersShown = 10;
}
