namespace Evaluation.Assessment;

/// <summary>An unannounced check of a unit. A given number of failed ones can lead to a veto (F18).</summary>
/// <param name="Id">Unique within the unit.</param>
public sealed record SpotCheck(string Id, bool Failed, DateOnly? On = null, string? Note = null);
