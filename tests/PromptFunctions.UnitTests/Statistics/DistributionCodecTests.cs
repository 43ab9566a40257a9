using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class DistributionCodecTests
{
    private const int Most = 60 * 1024;

    [Fact]
    public void A_distribution_is_read_as_it_was_written() => Sampled.Each(Gen.OneOf(Shapes.Any, Shapes.Endless), values =>
    {
        var written = Shapes.Of(values);
        var read = Read(Bytes(written));

        Assert.Equal((written.Moments, written.IsCollapsed), (read.Moments, read.IsCollapsed));
        Assert.Equal(written.Bins(), read.Bins());
        // It also goes on as the one that was written.
        foreach (var distribution in (Distribution[])[written, read]) distribution.Merge(Shapes.Of([0, 1e300, -3]));
        Assert.Equal(Bytes(written), Bytes(read));
    }, times: 200);

    [Fact]
    public void Several_distributions_follow_each_other()
    {
        var bytes = new MemoryStream([.. Bytes(new()), .. Bytes(Shapes.Of([5])), .. Bytes(Shapes.Of(Shapes.Draw("mixed", 1000))), 42]);
        using var reader = new BinaryReader(bytes);

        Assert.Equal([0, 1, 1000], Enumerable.Range(0, 3).Select(_ => Distribution.Read(reader).Count));
        Assert.Equal(42, reader.ReadByte());
    }

    [Fact]
    public void Few_values_take_few_bytes()
    {
        Assert.Equal(2, Bytes(new()).Length);
        Assert.Equal(10, Bytes(Shapes.Of([0.1])).Length);
        Assert.Equal(2 + (64 * 9) - 1, Bytes(Shapes.Of(Shapes.Draw("uniform", 64))).Length);
        Assert.Equal(2 + 9 + 9, Bytes(Shapes.Of(Enumerable.Range(0, 64).Select(i => i % 3 == 0 ? 1.0 : 0.0))).Length);
    }

    [Fact]
    public void A_million_latencies_take_four_kibibytes_at_the_most() => Assert.InRange(Bytes(Shapes.Of(Shapes.Draw("log-normal", 1_000_000))).Length, 100, 4096);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_worst_of_data_takes_sixty_kibibytes_at_the_most(int step)
    {
        // Every bin, or with gaps, on both sides, from where 2,048 bins reach zero, and so often that the counts are long.
        var worst = Shapes.Of(Enumerable.Range(0, 3000).SelectMany(i => (double[])[Math.Pow(1.0202, i * step), -Math.Pow(1.0202, i * step)]));
        for (var doubled = 0; doubled < 48; doubled++) worst.Merge(worst);

        Assert.True(worst.IsCollapsed);
        Assert.Equal(6000L << 48, worst.Count);
        Assert.InRange(Bytes(worst).Length, 1024, Most);
        Assert.Equal(Bytes(worst), Bytes(Read(Bytes(worst))));
    }

    [Fact]
    public void Another_version_is_refused()
    {
        var bytes = Bytes(Shapes.Of([1, 2]));
        bytes[0] = 2;

        Assert.Throws<InvalidDataException>(() => Read(bytes));
    }

    [Fact]
    public void What_is_cut_off_is_refused() => Sampled.Each(Shapes.Any, values =>
    {
        var bytes = Bytes(Shapes.Of(values));
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 50)) Assert.Throws<InvalidDataException>(() => Read(bytes[..length]));
    }, times: 50);

    [Fact]
    public void Damage_is_refused_or_reads_as_something_whole_and_small() => Sampled.Each(
        from values in Gen.OneOf(Shapes.Any, Shapes.Endless)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (values, seed),
        input =>
        {
            var random = new System.Random(input.seed);
            var intact = Bytes(Shapes.Of(input.values));
            for (var i = 0; i < 20; i++)
            {
                var bytes = intact.ToArray();
                for (var damages = random.Next(1, 4); damages > 0; damages--) bytes[random.Next(1, bytes.Length)] = (byte)random.Next(256);
                RequireWholeOrRefused(bytes);
            }
        },
        times: 100);

    [Theory]
    [InlineData("01 FF FF FF FF FF FF FF FF 7F")] // as many values as a long can count, and none there
    [InlineData("01 FF FF FF FF FF FF FF FF FF 01")] // a negative number of values
    [InlineData("01 FF FF FF FF FF FF FF FF FF FF")] // a number without end
    [InlineData("01 02 03 00 00 00 00 00 00 F0 3F")] // three equal values of two
    [InlineData("01 02 00 00 00 00 00 00 00 F0 3F")] // none of two
    [InlineData("01 01 00 00 00 00 00 00 F8 7F")] // not a number
    [InlineData("01 02 01 00 00 00 00 00 00 F0 3F 00 00 00 00 00 00 00 00")] // 1 before 0
    public void Figures_that_cannot_be_are_refused(string hex) => Assert.Throws<InvalidDataException>(() => Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void A_run_of_bins_without_end_is_refused_without_room_for_it() => Assert.Throws<InvalidDataException>(() => Read(Sketch(writer =>
    {
        writer.Write7BitEncodedInt(40_000);
        writer.Write7BitEncodedInt(int.MaxValue);
    })));

    [Fact]
    public void A_gap_without_end_is_refused_without_room_for_it() => Assert.Throws<InvalidDataException>(() => Read(Sketch(writer =>
    {
        writer.Write7BitEncodedInt(40_000);
        writer.Write7BitEncodedInt(1);
        writer.Write7BitEncodedInt64(1);
        writer.Write7BitEncodedInt(int.MaxValue);
    })));

    [Fact]
    public void A_bin_that_no_double_has_is_refused() => Assert.Throws<InvalidDataException>(() => Read(Sketch(writer =>
    {
        writer.Write7BitEncodedInt(80_001);
        writer.Write7BitEncodedInt(1);
        writer.Write7BitEncodedInt64(100);
    })));

    [Fact]
    public void A_sketch_written_by_hand_is_read()
    {
        var read = Read(Sketch(writer =>
        {
            writer.Write7BitEncodedInt(40_000);
            writer.Write7BitEncodedInt(2);
            writer.Write7BitEncodedInt64(60);
            writer.Write7BitEncodedInt64(30);
            writer.Write7BitEncodedInt(33);
            writer.Write7BitEncodedInt(1);
            writer.Write7BitEncodedInt64(10);
        }));

        Assert.Equal([60, 30, 10], read.Bins().Select(bin => bin.Count));
        Assert.Equal(0.99, read.Quantile(0.3), 1e-12);
        Assert.Equal(1.9936617014173446, read.Quantile(0.95), 1e-12);
    }

    /// <summary>A hundred positive values with bins as a test writes them.</summary>
    private static byte[] Sketch(Action<BinaryWriter> bins) => Written(writer =>
    {
        writer.Write((byte)1);
        writer.Write7BitEncodedInt64(100);
        foreach (var figure in (double[])[0.985, 2, 1.1, 9]) writer.Write(figure);
        writer.Write7BitEncodedInt64(0);
        writer.Write7BitEncodedInt64(0);
        writer.Write7BitEncodedInt64(100);
        writer.Write7BitEncodedInt64(0);
        bins(writer);
    });

    private static void RequireWholeOrRefused(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Distribution read;
        try
        {
            read = Read(bytes);
        }
        catch (InvalidDataException)
        {
            return;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        }
        Assert.Equal(read.Count, read.Bins().Sum(bin => bin.Count));
        Assert.True(double.IsFinite(read.Mean) && double.IsFinite(read.Std));
        if (read.Count > 0) Assert.All([0, 0.01, 0.5, 0.99, 1], q => Assert.InRange(read.Quantile(q), read.Min, read.Max));
    }

    private static Distribution Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return Distribution.Read(reader);
    }

    private static byte[] Bytes(Distribution distribution) => Written(distribution.Write);

    private static byte[] Written(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
