using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Tests.Ballots.LostSlips;

/// <summary>Slip numbers as they are printed and typed, and what is stored of them.</summary>
public sealed class SlipNumberTests
{
    private static readonly SlipNumber Number = SlipNumber.Read([0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC]);

    [Fact]
    public void A_number_is_ten_characters_in_two_groups_and_that_of_a_spare_has_a_mark()
    {
        Assert.Matches("^[0-9a-z]{5}-[0-9a-z]{5}$", Number.Format(isSpare: false));
        Assert.Equal($"S-{Number.Format(isSpare: false)}", Number.Format(isSpare: true));
        Assert.Equal("zzzzz-zzzzw", new SlipNumber((1UL << 48) - 1).Format(isSpare: false));
    }

    [Fact]
    public void The_number_that_texts_show_is_read_and_as_long_as_they_say()
    {
        Assert.Equal((10, "7k2mx-9rt4c"), (SlipNumber.Letters, SlipNumber.Example));
        Assert.Equal(SlipNumber.Letters, SlipNumber.Example.Count(char.IsLetterOrDigit));
        Assert.True(SlipNumber.TryRead(SlipNumber.Example, out var read));
        Assert.Equal(SlipNumber.Example, read.Format(isSpare: false));
    }

    [Fact]
    public void A_number_is_read_as_people_type_it()
    {
        var printed = Number.Format(isSpare: false);
        foreach (var typed in (string[])[printed, printed.ToUpperInvariant(), printed.Replace("-", "", StringComparison.Ordinal), $" {printed.Replace('-', ' ')} ", $"S-{printed}", $"s{printed}", printed.Replace('0', 'o').Replace('1', 'l')])
        {
            Assert.True(SlipNumber.TryRead(typed, out var read), typed);
            Assert.Equal(Number, read);
        }
        // A number that begins with the letter of the mark.
        var first = SlipNumber.Read([0xC8, 0, 0, 0, 0, 1]);
        Assert.StartsWith("s", first.Format(isSpare: false), StringComparison.Ordinal);
        Assert.True(SlipNumber.TryRead(first.Format(isSpare: true), out var spare) && SlipNumber.TryRead(first.Format(isSpare: false), out var plain) && (spare, plain) == (first, first));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7k2mx-9rt4")]
    [InlineData("7k2mx-9rt4c0")]
    [InlineData("7k2mx-9rt4u")]
    [InlineData("7k2mx-9rt4z")]
    [InlineData("S-")]
    public void Other_texts_are_no_numbers(string typed) => Assert.False(SlipNumber.TryRead(typed, out _));

    [Fact]
    public void Tags_and_sealed_tags_depend_on_the_key_and_only_its_holder_reads_them()
    {
        var (key, other) = (Key(1).ForSlips(), Key(2).ForSlips());
        var tag = key.TagOf(Number);
        Assert.Equal(tag, Key(1).ForSlips().TagOf(Number));
        Assert.NotEqual(tag, other.TagOf(Number));
        Assert.NotEqual(tag, key.TagOf(new(Number.Value + 1)));
        Assert.Equal((key.Seal(tag), tag), (Key(1).ForSlips().Seal(tag), key.Open(key.Seal(tag))));
        Assert.Null(other.Open(key.Seal(tag)));
        Assert.Null(key.Open("no text of it"));
        Assert.Null(key.Open(""));
    }

    private static RoundKey Key(byte fill) => new([.. Enumerable.Repeat(fill, RoundKey.Bytes)]);
}
