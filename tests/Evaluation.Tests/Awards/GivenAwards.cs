using Evaluation.Awards;
using Evaluation.Scoring;

namespace Evaluation.Tests.Awards;

/// <summary>Rankings and awards for the tests of their rules.</summary>
internal static class GivenAwards
{
    public static readonly Actor Li = new("li", "li"), Wang = new("wang", "wang"), SecondAccountOfWang = new("wang-2", "wang");

    public static readonly SpecialAward Creative = new("creative", new("创新奖", "Creative prize"), "u1", "open at night", 1);

    public static AwardTier Tier(string code, int count) => new(code, new(En: code), count);

    public static AwardList List(int version, params Award[] awards) => new(version, AwardScope.Round, [Tier("first", 1)], [], awards);

    /// <summary>A ranking of class c from ranks by unit, such as <c>u1 1</c>, with <c>!</c> behind a unit that is not eligible.</summary>
    public static RoundRanking Ranking(params string[] places)
    {
        RankPlace[] ranked = [.. places.Select(place => place.Split(' ')).Select(place => new RankPlace(
            place[0].TrimEnd('!'), "c", int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture), !place[0].EndsWith('!')))];
        return new(ranked, [ranked]);
    }

    public static AloneAwards WithSpecial()
    {
        var awards = new AloneAwards();
        awards.Do(new ProposeSpecialAward(Creative, Given.Now, Wang));
        return awards;
    }
}
