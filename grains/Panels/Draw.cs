using System.Text.Json.Serialization;

namespace Evaluation.Panels;

/// <summary>What a draw is made from.</summary>
[JsonConverter(typeof(CamelCaseEnum<DrawSubject>))]
public enum DrawSubject
{
    Units,
    Criteria,
}

/// <summary>A draw of units or criteria that anybody can repeat; see <see cref="SeededRank"/>.</summary>
/// <param name="Id">Unique within the round; never used again.</param>
/// <param name="Count">The number of codes that are drawn.</param>
/// <param name="From">The codes of the pool, as they were when it was announced.</param>
/// <param name="Reason">What the draw is for.</param>
/// <param name="SeedSource">Where the seed will come from, announced before it is known; null for a draw that was made at once.</param>
/// <param name="Made">The seed and the drawn codes; null while only the pool is announced.</param>
/// <param name="AnnouncedAt">When the pool was announced.</param>
/// <param name="AnnouncedBy">The account that announced it.</param>
/// <param name="Body">The assessing body whose criteria are the pool; null for any other pool.</param>
public sealed record Draw(
    string Id, DrawSubject Of, int Count, IReadOnlyList<string> From, string Reason, string? SeedSource, MadeDraw? Made, DateTimeOffset AnnouncedAt, string AnnouncedBy,
    string? Body = null);

/// <summary>The outcome of a draw.</summary>
/// <param name="Seed">The seed as it was sent.</param>
/// <param name="SeedChosenByCaller">True where no source of the seed was announced before: the caller could have tried several.</param>
/// <param name="Drawn">In the order of their ranks.</param>
public sealed record MadeDraw(string Seed, bool SeedChosenByCaller, IReadOnlyList<string> Drawn, DateTimeOffset At, string By);
