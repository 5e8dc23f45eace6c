using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>A list at the bottom of each class (F24).</summary>
/// <param name="Places">The most units of a class that the list takes.</param>
/// <param name="Below">Only units whose published total is below this number. Null for no bound.</param>
/// <param name="Ties">Whether units that share the last place are in the list. Null for out.</param>
public sealed record TailEntry(string Code, int Places, LocalText? Label = null, decimal? Below = null, TailTies? Ties = null);

/// <summary>Whether units that share the last place of a list are in it.</summary>
[JsonConverter(typeof(CamelCaseEnum<TailTies>))]
public enum TailTies { Out, In }

/// <summary>What tells two units with equal totals apart (F17).</summary>
[JsonConverter(typeof(CamelCaseEnum<TieBreaker>))]
public enum TieBreaker { Vote, TopShare, NegativeShare, Inspection, Precedence }
