using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Honours;

/// <summary>A title that units hold for a term, such as "civilised unit of the city".</summary>
/// <param name="Code">A slug.</param>
/// <param name="TermMonths">Calendar months of a term. A change applies to terms that begin later.</param>
/// <param name="ReexaminationMonths">
/// Calendar months from the beginning of a term to the re-examination; null for titles without one.
/// </param>
public sealed record Title(string Code, LocalText Label, HonourLevel Level, int TermMonths, int? ReexaminationMonths = null);

/// <summary>Who confers a title.</summary>
[JsonConverter(typeof(CamelCaseEnum<HonourLevel>))]
public enum HonourLevel { District, City, Province, Nation }

/// <summary>A title as it stands.</summary>
/// <param name="Version">1 for the first definition; increases with every change.</param>
public sealed record StandingTitle(Title Title, int Version);
