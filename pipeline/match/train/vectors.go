package main

import (
	"math"
	"math/rand/v2"
	"sort"

	"refrain/corpus/exact"
	"refrain/pipeline/match"
)

// cell is one entry of a sparse symmetric matrix of word pairs.
type cell struct {
	col int32
	val float32
}

// vectors makes a vector a word from which words stand together in passages:
// positive pointwise mutual information (contexts smoothed with the power
// 0.75), reduced to match.Dims dimensions by a randomized decomposition with
// a fixed seed. Words of fewer than least passages get zero vectors.
func vectors(passages [][]int32, words int, df []uint32, least uint32) []float32 {
	rows := ppmi(counts(passages, words, df, least), words)
	basis := rangeFinder(rows, words, match.Dims+16, 6)
	return project(rows, basis, words)
}

// counts counts the pairs of words in each passage, near pairs more.
func counts(passages [][]int32, words int, df []uint32, least uint32) []map[int32]float32 {
	m := make([]map[int32]float32, words)
	for _, p := range passages {
		for i, a := range p {
			if df[a] < least {
				continue
			}
			for j := max(0, i-12); j < i; j++ {
				b := p[j]
				if a == b || df[b] < least {
					continue
				}
				w := float32(1)
				if i-j > 5 {
					w = 0.5
				}
				add(m, a, b, w)
				add(m, b, a, w)
			}
		}
	}
	return m
}

func add(m []map[int32]float32, a, b int32, w float32) {
	if m[a] == nil {
		m[a] = map[int32]float32{}
	}
	m[a][b] += w
}

func ppmi(m []map[int32]float32, words int) [][]cell {
	sum := make([]float64, words)
	var total, smoothed float64
	for a, row := range m {
		for _, v := range row {
			sum[a] += float64(v)
		}
		total += sum[a]
		smoothed += math.Pow(sum[a], 0.75)
	}
	rows := make([][]cell, words)
	for a, row := range m {
		for b, v := range row {
			pmi := exact.Log(float64(v) * smoothed / (sum[a] * math.Pow(sum[b], 0.75)))
			if pmi > 0 {
				rows[a] = append(rows[a], cell{b, float32(pmi)})
			}
		}
		sort.Slice(rows[a], func(i, j int) bool { return rows[a][i].col < rows[a][j].col })
	}
	return rows
}

// rangeFinder returns an orthonormal basis (words × k, by column) of the space
// in which the matrix acts most, by power iteration.
func rangeFinder(rows [][]cell, words, k, steps int) [][]float64 {
	rng := rand.New(rand.NewPCG(2019, 1128))
	basis := make([][]float64, k)
	for i := range basis {
		basis[i] = make([]float64, words)
		for j := range basis[i] {
			basis[i][j] = rng.NormFloat64()
		}
	}
	for range steps {
		for i := range basis {
			basis[i] = multiply(rows, basis[i])
		}
		orthonormalize(basis)
	}
	return basis
}

func multiply(rows [][]cell, x []float64) []float64 {
	y := make([]float64, len(x))
	for i, row := range rows {
		var s float64
		for _, c := range row {
			s += float64(float64(c.val) * x[c.col])
		}
		y[i] = s
	}
	return y
}

func orthonormalize(basis [][]float64) {
	for i, v := range basis {
		for range 2 {
			for _, u := range basis[:i] {
				d := dot(u, v)
				for j := range v {
					v[j] -= float64(d * u[j])
				}
			}
		}
		n := math.Sqrt(dot(v, v))
		for j := range v {
			v[j] /= n + 1e-12
		}
	}
}

func dot(a, b []float64) float64 {
	var s float64
	for i := range a {
		s += float64(a[i] * b[i])
	}
	return s
}

// project solves the small eigenproblem in the basis and returns the word
// vectors U·√λ of the largest eigenvalues.
func project(rows [][]cell, basis [][]float64, words int) []float32 {
	k := len(basis)
	small := make([][]float64, k)
	for i := range small {
		small[i] = make([]float64, k)
		y := multiply(rows, basis[i])
		for j := range basis {
			small[i][j] = dot(y, basis[j])
		}
	}
	values, eigen := jacobi(small)
	order := make([]int, k)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return math.Abs(values[order[i]]) > math.Abs(values[order[j]]) })
	out := make([]float32, words*match.Dims)
	for d := range match.Dims {
		e := order[d]
		scale := math.Sqrt(math.Abs(values[e]))
		for w := range words {
			var s float64
			for i := range basis {
				s += float64(basis[i][w] * eigen[i][e])
			}
			out[w*match.Dims+d] = float32(s * scale)
		}
	}
	return out
}

// jacobi returns the eigenvalues and eigenvectors (by column) of a symmetric
// matrix, which it destroys.
func jacobi(a [][]float64) ([]float64, [][]float64) {
	n := len(a)
	v := make([][]float64, n)
	for i := range v {
		v[i] = make([]float64, n)
		v[i][i] = 1
	}
	for range 60 {
		var off float64
		for i := range n {
			for j := range i {
				off += float64(a[i][j] * a[i][j])
			}
		}
		if off < 1e-16 {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, v, p, q)
			}
		}
	}
	values := make([]float64, n)
	for i := range values {
		values[i] = a[i][i]
	}
	return values, v
}

func rotate(a, v [][]float64, p, q int) {
	if math.Abs(a[p][q]) < 1e-300 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for i := range a {
		aip, aiq := a[i][p], a[i][q]
		a[i][p], a[i][q] = float64(c*aip)-float64(s*aiq), float64(s*aip)+float64(c*aiq)
	}
	for i := range a {
		api, aqi := a[p][i], a[q][i]
		a[p][i], a[q][i] = float64(c*api)-float64(s*aqi), float64(s*api)+float64(c*aqi)
	}
	for i := range v {
		vip, viq := v[i][p], v[i][q]
		v[i][p], v[i][q] = float64(c*vip)-float64(s*viq), float64(s*vip)+float64(c*viq)
	}
}

// neighbours lists for each word the k others whose vectors lie nearest, with
// a cosine of at least floor.
func neighbours(v []float32, words, k int, floor float32) [][]match.Near {
	unit := make([]float32, len(v))
	for w := range words {
		var s float64
		for _, x := range v[w*match.Dims : (w+1)*match.Dims] {
			s += float64(float64(x) * float64(x))
		}
		if s > 0 {
			for d := range match.Dims {
				unit[w*match.Dims+d] = v[w*match.Dims+d] / float32(math.Sqrt(s))
			}
		}
	}
	out := make([][]match.Near, words)
	for a := range words {
		x := unit[a*match.Dims : (a+1)*match.Dims]
		for b := range words {
			var cos float32
			for d, y := range unit[b*match.Dims : (b+1)*match.Dims] {
				cos += float32(x[d] * y)
			}
			if b != a && cos >= floor {
				out[a] = append(out[a], match.Near{Word: int32(b), Sim: min(cos, 1)})
			}
		}
		near := out[a]
		sort.SliceStable(near, func(i, j int) bool { return near[i].Sim > near[j].Sim })
		out[a] = near[:min(k, len(near))]
	}
	return out
}
