namespace Evaluation.Tests.Style;

/// <summary>The rooms of <c>gateway/</c>: the HTTP basics, the resources of the API above them, the pages above those.</summary>
public sealed class GatewayRoomTests
{
    private const int Basics = 0;
    private const int Resource = 1;
    private const int Page = 2;
    private const int Composition = 3;

    [Fact]
    public void A_room_of_the_gateway_uses_only_the_floors_below_it() =>
        AssertNone(RoomUses.Uses.Where(use => use.From.IsGateway && use.To.IsGateway && Floor(use.To) > Floor(use.From)).Select(use => use.ToString()));

    [Fact]
    public void Rooms_use_each_other_in_no_circle() => AssertNone(RoomUses.Circles(RoomUses.Uses));

    [Fact]
    public void Pages_and_API_routes_do_not_use_each_other() => AssertNone(
        RoomUses.Uses.Where(use => use.From.IsPage && !use.To.IsPage && IsRoutes(use.To) || IsRoutes(use.From) && !use.From.IsPage && use.To.IsPage).Select(use => use.ToString()));

    [Fact]
    public void Only_the_changes_of_a_round_forget_its_cached_view() => AssertNone(
        from file in Repository.Sources
        where file.StartsWith("gateway/", StringComparison.Ordinal) && file is not ("gateway/Rounds/RoundChanges.cs" or "gateway/Rounds/RoundViews.cs")
        from line in Repository.Lines(file).Index()
        where line.Item.Contains(".Forget(", StringComparison.Ordinal)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void Only_the_pager_reads_the_number_of_a_page() => AssertNone(
        from file in Repository.Sources
        where file.StartsWith("gateway/Pages/", StringComparison.Ordinal) && file != "gateway/Pages/Shared/Parts/Pager.razor"
        from line in Repository.Lines(file).Index()
        where line.Item.Contains("TryParse(page", StringComparison.Ordinal) || line.Item.Contains("TryParse(query[\"page\"]", StringComparison.Ordinal)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}");

    /// <summary>A browser cuts a longer text without a word where a field has a <c>maxlength</c>.</summary>
    [Fact]
    public void Only_boxes_of_one_search_or_number_cut_what_is_typed() => AssertNone(
        from file in Repository.Sources
        where file.EndsWith(".razor", StringComparison.Ordinal)
        from line in Repository.Lines(file).Index()
        where line.Item.Contains("maxlength=", StringComparison.Ordinal) && !line.Item.Contains("type=\"search\"", StringComparison.Ordinal) && !line.Item.Contains("name=\"number\"", StringComparison.Ordinal)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}");

    private static bool IsRoutes(Place place) => place.IsGateway && place.Type.EndsWith("Routes", StringComparison.Ordinal);

    private static int Floor(Place place) => place.Room switch
    {
        "Gateway.Http" => Basics,
        "Gateway" or "Gateway.Hosting" or "Gateway.Verification" => Composition,
        _ => place.IsPage ? Page : Resource,
    };

    private static void AssertNone(IEnumerable<string> found)
    {
        var listed = string.Join('\n', found.Order(StringComparer.Ordinal));
        Assert.True(listed.Length == 0, listed);
    }
}
