using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>What the last form of the page has led to, with what was typed.</summary>
public sealed record SheetAnswer
{
    public Refusal? Refusal { get; init; }

    /// <summary>The sheet as typed; null for the stored one.</summary>
    public InspectionForm? Typed { get; init; }

    public SheetMerge? Merge { get; init; }

    public SpotForm? Check { get; init; }

    public FindingForm? Finding { get; init; }

    public bool WasSaved { get; init; }

    internal int Status => PageResults.Status(Refusal);
}

/// <summary>The form of a spot check as typed.</summary>
/// <param name="Failed">What was ticked for "failed": <c>true</c>, <c>false</c>, or empty for nothing.</param>
public sealed record SpotForm(string Failed, string On, string Note);

/// <summary>The form of a finding as typed.</summary>
public sealed record FindingForm(string Text, string Criterion, string DueOn, bool Notice);
