using System.Globalization;
using Evaluation.Rules;

namespace Evaluation.Gateway.Hosting.Sample;

/// <summary>
/// The sample rounds are rounds of the year of the first start. Their ids and rules stay as they are defined, so an address of a sample
/// round never changes.
/// </summary>
/// <param name="Year">The year of the first start.</param>
internal readonly record struct SampleYear(int Year)
{
    public static SampleYear Of(DateTimeOffset now, string timeZone) => new(now.DayIn(timeZone).Year);

    /// <summary>The social evaluation of one year.</summary>
    public RoundRules Social(RoundRules rules) => rules with
    {
        Title = new(Text($"{Year}年度区直单位社会评价"), Text($"{Year} social evaluation of district units")),
        Period = new(new(Year, 1, 1), new(Year, 12, 31)),
    };

    /// <summary>The acceptance of civilised units, which covers two years.</summary>
    public RoundRules Civilised(RoundRules rules) => rules with
    {
        Title = new(Text($"{Year - 1}—{Year}年度文明单位考核验收"), Text($"{Year - 1}–{Year} civilised unit acceptance")),
        Period = new(new(Year - 1, 1, 1), new(Year, 12, 31)),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
