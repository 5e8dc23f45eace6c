namespace Evaluation.Cluster.Wire;

/// <summary>Contents of an envelope that this version cannot read, because a newer or an older version wrote them.</summary>
/// <param name="What">What is not known, for the log and the refusal.</param>
internal sealed record UnknownContents(string What)
{
    public static readonly UnknownContents Missing = new("an envelope without contents");

    /// <summary>The refusal for the sender. The sender can repeat the request after the upgrade.</summary>
    public static Refusal Refusal { get; } = new(RefusalCode.NotYetSupported, "The system is being upgraded, and a part of it does not know this request yet. Nothing was stored; try again after the upgrade.");
}
