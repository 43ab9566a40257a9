using System.Collections;

namespace Azure.Data.Tables;

/// <summary>An entity as a dictionary of properties.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagKey = "odata.etag";

    private readonly Dictionary<string, object> properties;

    /// <summary>Creates an empty entity.</summary>
    public TableEntity() => properties = [];

    /// <summary>Creates an entity with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>Creates an entity with a copy of these properties.</summary>
    public TableEntity(IDictionary<string, object> values) => properties = values is null ? [] : new(values);

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => properties[nameof(PartitionKey)] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => properties[nameof(RowKey)] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => properties[nameof(Timestamp)] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => new(GetString(ETagKey));
        set => properties[ETagKey] = value.ToString();
    }

    /// <summary>The number of properties, the keys among them.</summary>
    public int Count => properties.Count;

    /// <summary>The names of the properties.</summary>
    public ICollection<string> Keys => properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>A property, or null. Set, an int stays a long or a double where the property was one.</summary>
    public object this[string key]
    {
        get => Get<object>(key);
        set => Set(key, value);
    }

    /// <summary>A text, or null.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type; so for every typed getter.</exception>
    public string GetString(string key) => Get<string>(key);

    /// <summary>Bytes, or null.</summary>
    public BinaryData GetBinaryData(string key) => Get<BinaryData>(key);

    /// <summary>Bytes, or null.</summary>
    public byte[] GetBinary(string key) => Get<byte[]>(key);

    /// <summary>A boolean, or null.</summary>
    public bool? GetBoolean(string key) => Get<bool?>(key);

    /// <summary>A time in UTC, or null.</summary>
    public DateTime? GetDateTime(string key) => Get<DateTime?>(key);

    /// <summary>A time, or null.</summary>
    public DateTimeOffset? GetDateTimeOffset(string key) => Get<DateTimeOffset?>(key);

    /// <summary>A double, or null.</summary>
    public double? GetDouble(string key) => Get<double?>(key);

    /// <summary>A GUID, or null.</summary>
    public Guid? GetGuid(string key) => Get<Guid?>(key);

    /// <summary>A 32-bit integer, or null.</summary>
    public int? GetInt32(string key) => Get<int?>(key);

    /// <summary>A 64-bit integer, or null.</summary>
    public long? GetInt64(string key) => Get<long?>(key);

    /// <summary>Sets a property.</summary>
    public void Add(string key, object value) => Set(key, value);

    /// <summary>Removes every property.</summary>
    public void Clear() => properties.Clear();

    /// <summary>Whether there is such a property.</summary>
    public bool ContainsKey(string key) => properties.ContainsKey(key);

    /// <summary>Removes a property.</summary>
    public bool Remove(string key) => properties.Remove(key);

    /// <summary>Looks a property up.</summary>
    public bool TryGetValue(string key, out object value) => properties.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Set(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private T Get<T>(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!properties.TryGetValue(key, out var value) || value is null) return default;
        object converted = value switch
        {
            DateTimeOffset time when typeof(T) == typeof(DateTime?) => time.UtcDateTime,
            DateTime time when typeof(T) == typeof(DateTimeOffset?) => new DateTimeOffset(time),
            byte[] bytes when typeof(T) == typeof(BinaryData) => new BinaryData(bytes),
            _ => value,
        };
        return converted is T typed
            ? typed
            : throw new InvalidOperationException($"Cannot return {typeof(T)} type for a {value.GetType()} typed property.");
    }

    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        properties[key] = (properties.GetValueOrDefault(key), value) switch
        {
            (double, int number) => (double)number,
            (long, int number) => (long)number,
            (string, DateTime or DateTimeOffset) => value.ToString(),
            _ => value,
        };
    }
}
