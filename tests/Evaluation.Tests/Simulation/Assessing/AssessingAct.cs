using System.Globalization;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Something that an official wants done once, sent once or several times, and its answers.</summary>
/// <param name="Mark">What shows the act in its event: a text that only this act has, or what the event is about.</param>
/// <param name="Stream">The stream that it concerns.</param>
/// <param name="Event">The name of its event.</param>
/// <param name="Subject">What it changes: between two events of one act another act has changed the same.</param>
/// <param name="IsStrict">Whether the act has at most one event in any case.</param>
internal sealed record AssessingAct(string Mark, string Stream, string Event, string Subject, string By, bool IsStrict)
{
    public List<Sending> Sendings { get; } = [];

    /// <summary>Whether it was sent twice at the same moment.</summary>
    public bool IsClickedTwice { get; set; }

    public bool IsAcknowledged => Sendings.Any(sending => sending.AcknowledgedAt is not null);

    /// <summary>When its first acknowledgement arrived, in steps of the world; null for none.</summary>
    public int? AcknowledgedAt => Sendings.Min(sending => sending.AcknowledgedAt);

    /// <summary>Whether every sending was refused in a way that says that nothing was stored.</summary>
    public bool IsSurelyRefused => Sendings.Count > 0 && Sendings.All(sending => sending.IsSurelyRefused);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{By}: {Event} '{Mark}' in {Stream} ({Subject}): {string.Join("; ", Sendings)}");

    /// <summary>One sending. Neither acknowledged nor refused: nobody knows.</summary>
    /// <param name="At">When it was sent, in steps of the world.</param>
    internal sealed record Sending(int At)
    {
        public int? AcknowledgedAt { get; set; }

        public Refusal? Refused { get; set; }

        public bool IsSurelyRefused => Refused is { Code: not RefusalCode.Busy };

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"sent {At}, {(AcknowledgedAt is { } at ? $"acknowledged {at}" : Refused is null ? "no answer" : Refused.Code.ToString())}");
    }
}
