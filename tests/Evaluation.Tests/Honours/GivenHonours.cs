using System.Globalization;
using Evaluation.Honours;

namespace Evaluation.Tests.Honours;

/// <summary>A register with one title of 24 months, and the commands that most tests send.</summary>
internal static class GivenHonours
{
    public static readonly Title Civilised = new("civilised", new("文明单位", "Civilised unit"), HonourLevel.City, 24, 12);

    public static readonly Actor Li = new("li", "li");

    public static readonly UnitLineage NoRounds = new([]);

    public static AloneHonours Register()
    {
        var register = new AloneHonours();
        register.Do(new DefineTitle(Civilised, Given.Now, Li));
        return register;
    }

    public static ConferHonour Confer(string unit, string from, UnitLineage? lineage = null, CreationKey? key = null) => new(
        "civilised", unit, Day(from), null, null, Honour.UsualTimeZone, (lineage ?? NoRounds).Related(unit, Day(from)), Given.Now, Li, key);

    public static RenewHonour Renew(string id, string unit, string? from = null, UnitLineage? lineage = null, CreationKey? key = null) => new(
        id, unit, from is null ? null : Day(from), null, null, Honour.UsualTimeZone, (lineage ?? NoRounds).Related(unit, from is null ? TermSpan.Earliest : Day(from)), Given.Now, Li, key);

    public static WithdrawHonour Withdraw(string id, string on, string grounds = "false figures") => new(id, Day(on), grounds, Given.Now, Li);

    public static HonourTerm Term(this AloneHonours register, string id, UnitLineage? lineage = null) =>
        HonourTerms.Of(register.Do(new ViewHonours()), lineage ?? NoRounds).Single(term => term.Honour.Id == id);

    /// <summary>
    /// The rounds of successive years from 2000 on, each as <c>m&lt;a,b c</c>: unit m with the former codes a and b, and unit c.
    /// </summary>
    public static UnitLineage Lineage(params string[] years) => new(years.Select((units, at) => new RoundUnits(
        $"r{2000 + at}", new(2000 + at, 1, 1), new(2000 + at, 12, 31),
        units.Split(' ').Select(unit => unit.Split('<')).ToDictionary(unit => unit[0], unit => (IReadOnlyList<string>)(unit.Length > 1 ? unit[1].Split(',') : [])))));

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
