namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// A sparse immutable array of references. A changed copy shares every page that did not change, so a small change costs
/// the copy of the page table and of the pages it touches.
/// </summary>
internal sealed class PagedArray<T> where T : class
{
    private const int PageBits = 9;
    private const int PageSize = 1 << PageBits;
    private readonly T?[]?[] _pages;

    private PagedArray(T?[]?[] pages) => _pages = pages;

    internal static PagedArray<T> Empty { get; } = new([]);

    internal bool IsEmpty => _pages.Length == 0;

    internal T? this[int index]
    {
        get
        {
            var page = index >> PageBits;
            return page < _pages.Length ? _pages[page]?[index & (PageSize - 1)] : null;
        }
    }

    internal sealed class Builder
    {
        private T?[]?[] _pages;
        private bool[] _own;
        private readonly PagedArray<T> _source;
        private bool _changed;

        internal Builder(PagedArray<T> source)
        {
            _source = source;
            _pages = source._pages;
            _own = [];
        }

        internal T? this[int index]
        {
            get
            {
                var page = index >> PageBits;
                return page < _pages.Length ? _pages[page]?[index & (PageSize - 1)] : null;
            }
            set
            {
                var page = index >> PageBits;
                if (!_changed || page >= _pages.Length)
                {
                    // Some room beyond, so that a growing array does not copy its table at every page.
                    var pages = new T?[]?[page < _pages.Length ? _pages.Length : page + 1 + page / 4];
                    _pages.CopyTo(pages, 0);
                    _pages = pages;
                    Array.Resize(ref _own, pages.Length);
                    _changed = true;
                }
                if (!_own[page])
                {
                    _pages[page] = _pages[page] is { } shared ? (T?[])shared.Clone() : new T?[PageSize];
                    _own[page] = true;
                }
                _pages[page]![index & (PageSize - 1)] = value;
            }
        }

        /// <summary>The builder must not be written to afterwards.</summary>
        internal PagedArray<T> Build() => _changed ? new PagedArray<T>(_pages) : _source;
    }
}
