using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;

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

    /// <summary>What the form is to be asked about before it is carried out; null for nothing.</summary>
    public DayDoubts? Doubts { get; init; }

    internal int Status => Doubts is null ? PageResults.Status(Refusal) : StatusCodes.Status400BadRequest;
}

/// <summary>The form of a spot check as typed.</summary>
/// <param name="Failed">What was ticked for "failed": <c>true</c>, <c>false</c>, or empty for nothing.</param>
public sealed record SpotForm(string Failed, string On, string Note);

/// <summary>The form of a finding as typed.</summary>
public sealed record FindingForm(string Text, string Criterion, string DueOn, bool Notice);
