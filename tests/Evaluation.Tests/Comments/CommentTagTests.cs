using System.Text.Json;
using Evaluation.Comments;
using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Comments;

public sealed class CommentTagTests
{
    [Theory]
    [InlineData("park", "park")]
    [InlineData("  Park   AND ride ", "park and ride")]
    [InlineData("停车", "停车")]
    [InlineData("\u3000停\u3000车\u3000", "停 车")]
    [InlineData("ＷＩＦＩ６", "wifi6")]
    [InlineData("ÄRGER", "ärger")]
    public void Case_spaces_and_width_do_not_distinguish_tags(string typed, string tag)
    {
        Assert.Equal(tag, CommentTag.Normalise(typed));
        Assert.Equal(tag, CommentTag.Normalise(tag));
        Assert.Equal((tag, ""), Read(typed));
    }

    [Theory]
    [InlineData("", "must not be empty")]
    [InlineData("   ", "must not be empty")]
    [InlineData("a,b", "holds a comma; tags are listed with commas between")]
    [InlineData("a，b", "holds a comma; tags are listed with commas between")]
    [InlineData("1234567890123456789012345678901", "has 31 characters; at most 30 are allowed")]
    [InlineData("a\nb", "holds the control character U+000A; none is allowed")]
    public void An_invalid_tag_is_listed_as_a_fault(string typed, string fault) => Assert.Equal(("", fault), Read(typed));

    private static (string Tag, string Fault) Read(string typed)
    {
        var faults = new FaultList();
        var tag = CommentTag.Read(JsonCursor.Root(JsonSerializer.SerializeToElement(typed), faults));
        return (tag, faults.Faults.SingleOrDefault()?.Message ?? "");
    }
}
