using System.Text.Json.Serialization;

namespace Evaluation.Scoring;

/// <summary>Whether a group is valid in a round (F29). A group that is not valid reports for no unit.</summary>
/// <param name="Why">
/// Null for a valid group; otherwise <see cref="LowTurnout"/>, <see cref="HiddenTurnout"/> or <see cref="FewSlips"/>.
/// </param>
/// <param name="Voters">
/// The number of voters by which the group was judged, in a group with a minimum turnout. Where the number of voters is hidden (F22), the
/// fewest that the shown numbers of slips prove.
/// </param>
/// <param name="Slips">
/// The number of slips by which the group was judged, in a group with a minimum of slips: those for units for which the group is shown.
/// </param>
public sealed record GroupValidity(
    bool Valid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Voters = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Slips = null)
{
    /// <summary>The turnout is below the minimum.</summary>
    public const string LowTurnout = "low-turnout";

    /// <summary>The number of voters is hidden, and what is shown does not prove the minimum turnout.</summary>
    public const string HiddenTurnout = "hidden-turnout";

    /// <summary>The slips are below the minimum.</summary>
    public const string FewSlips = "few-slips";
}
