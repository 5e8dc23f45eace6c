using Evaluation.Complaints;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Gateway.Pages.UnitStaff.OwnComplaints;

/// <summary>Where a complaint is, as its unit reads it: without who works on it.</summary>
internal static class ComplaintWords
{
    public static string State(Catalogue texts, ComplaintState state) => texts["ownComplaint.state-" + state.ToString().ToLowerInvariant()];

    public static string Tone(ComplaintState state) => state switch
    {
        ComplaintState.Answered or ComplaintState.Closed => "badge-good",
        ComplaintState.Assigned => "badge-brand",
        _ => "badge-warn",
    };
}
