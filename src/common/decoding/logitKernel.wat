;; Passes over the logits of one distribution, four float32 at a time: see logitKernel.ts, which calls them.
;; Addresses and lengths are in bytes. Lengths are multiples of 1,024, a block of 256 logits; places past
;; the last logit hold -∞.
(module
  (memory (export "memory") 1)

  ;; Writes the largest logit of each block to $out; the result is the largest of all. NaN counts as larger
  ;; than any.
  (func (export "maxima") (param $at i32) (param $length i32) (param $out i32) (result f32)
    (local $end i32)
    (local $blockEnd i32)
    (local $even v128)
    (local $odd v128)
    (local $block f32)
    (local $largest f32)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $largest (f32.const -inf))
    (loop $blocks
      (local.set $blockEnd (i32.add (local.get $at) (i32.const 1024)))
      (local.set $even (v128.load (local.get $at)))
      (local.set $odd (local.get $even))
      (loop $eights
        (local.set $even (f32x4.max (local.get $even) (v128.load (local.get $at))))
        (local.set $odd (f32x4.max (local.get $odd) (v128.load offset=16 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br_if $eights (i32.lt_u (local.get $at) (local.get $blockEnd))))
      (local.set $even (f32x4.max (local.get $even) (local.get $odd)))
      (local.set $block (f32.max
        (f32.max
          (f32x4.extract_lane 0 (local.get $even))
          (f32x4.extract_lane 1 (local.get $even)))
        (f32.max
          (f32x4.extract_lane 2 (local.get $even))
          (f32x4.extract_lane 3 (local.get $even)))))
      (f32.store (local.get $out) (local.get $block))
      (local.set $largest (f32.max (local.get $largest) (local.get $block)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $blocks (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $largest))

  ;; Writes w = e^x for x = scale (logit - largest) to $out; the result is their sum. x below -87 counts as
  ;; -87, NaN stays NaN. With x = n ln 2 + r, |r| ≤ ln 2 / 2, e^x is 2^n times a polynomial in r: Cephes'
  ;; expf (S. L. Moshier, netlib.org/cephes), whose last digit is off by one at most.
  (func (export "weigh")
    (param $at i32) (param $length i32) (param $largest f32) (param $scale f32) (param $out i32)
    (result f64)
    (local $end i32)
    (local $x v128)
    (local $n v128)
    (local $w v128)
    (local $sum v128)
    (local $largests v128)
    (local $scales v128)
    ;; Constants are made once: V8 would build each anew in every round of the loop.
    (local $least v128)
    (local $perLn2 v128)
    (local $ln2 v128)
    (local $ln2Rest v128)
    (local $c0 v128)
    (local $c1 v128)
    (local $c2 v128)
    (local $c3 v128)
    (local $c4 v128)
    (local $c5 v128)
    (local $one v128)
    (local $bias v128)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $largests (f32x4.splat (local.get $largest)))
    (local.set $scales (f32x4.splat (local.get $scale)))
    (local.set $least (f32x4.splat (f32.const -87)))
    (local.set $perLn2 (f32x4.splat (f32.const 1.44269504)))
    ;; ln 2 in two parts: n times the first is exact.
    (local.set $ln2 (f32x4.splat (f32.const 0.693359375)))
    (local.set $ln2Rest (f32x4.splat (f32.const -2.12194440e-4)))
    (local.set $c0 (f32x4.splat (f32.const 1.9875691500e-4)))
    (local.set $c1 (f32x4.splat (f32.const 1.3981999507e-3)))
    (local.set $c2 (f32x4.splat (f32.const 8.3334519073e-3)))
    (local.set $c3 (f32x4.splat (f32.const 4.1665795894e-2)))
    (local.set $c4 (f32x4.splat (f32.const 1.6666665459e-1)))
    (local.set $c5 (f32x4.splat (f32.const 5.0000001201e-1)))
    (local.set $one (f32x4.splat (f32.const 1)))
    (local.set $bias (i32x4.splat (i32.const 127)))
    (loop $fours
      (local.set $x (f32x4.max
        (f32x4.mul
          (f32x4.sub (v128.load (local.get $at)) (local.get $largests))
          (local.get $scales))
        (local.get $least)))
      (local.set $n (f32x4.nearest (f32x4.mul (local.get $x) (local.get $perLn2))))
      ;; From here on, x is r.
      (local.set $x (f32x4.sub
        (f32x4.sub (local.get $x) (f32x4.mul (local.get $n) (local.get $ln2)))
        (f32x4.mul (local.get $n) (local.get $ln2Rest))))
      (local.set $w (f32x4.add (f32x4.mul (local.get $c0) (local.get $x)) (local.get $c1)))
      (local.set $w (f32x4.add (f32x4.mul (local.get $w) (local.get $x)) (local.get $c2)))
      (local.set $w (f32x4.add (f32x4.mul (local.get $w) (local.get $x)) (local.get $c3)))
      (local.set $w (f32x4.add (f32x4.mul (local.get $w) (local.get $x)) (local.get $c4)))
      (local.set $w (f32x4.add (f32x4.mul (local.get $w) (local.get $x)) (local.get $c5)))
      (local.set $w (f32x4.mul (f32x4.mul (local.get $w) (local.get $x)) (local.get $x)))
      (local.set $w (f32x4.add (f32x4.add (local.get $w) (local.get $x)) (local.get $one)))
      ;; 2^n is the float whose exponent is n + 127.
      (local.set $w (f32x4.mul
        (local.get $w)
        (i32x4.shl
          (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $n)) (local.get $bias))
          (i32.const 23))))
      (v128.store (local.get $out) (local.get $w))
      (local.set $sum (f64x2.add
        (local.get $sum)
        (f64x2.add
          (f64x2.promote_low_f32x4 (local.get $w))
          (f64x2.promote_low_f32x4
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
              (local.get $w) (local.get $w))))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $fours (i32.lt_u (local.get $at) (local.get $end))))
    (f64.add
      (f64x2.extract_lane 0 (local.get $sum))
      (f64x2.extract_lane 1 (local.get $sum))))

  ;; With the weights w that "weigh" wrote for scale 1, writes Σ w (logit - largest) and Σ w m to $out as
  ;; float64; m are the float32 at $marks. The result is the number of logits larger than $own.
  (func (export "moments")
    (param $at i32) (param $length i32) (param $largest f32) (param $own f32)
    (param $weights i32) (param $marks i32) (param $out i32)
    (result i32)
    (local $end i32)
    (local $logits v128)
    (local $w v128)
    (local $x v128)
    (local $weighted v128)
    (local $marked v128)
    (local $larger v128)
    (local $largests v128)
    (local $owns v128)
    (local $least v128)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $largests (f32x4.splat (local.get $largest)))
    (local.set $owns (f32x4.splat (local.get $own)))
    (local.set $least (f32x4.splat (f32.const -87)))
    (loop $fours
      (local.set $logits (v128.load (local.get $at)))
      (local.set $w (v128.load (local.get $weights)))
      ;; A comparison that holds is -1.
      (local.set $larger
        (i32x4.sub (local.get $larger) (f32x4.gt (local.get $logits) (local.get $owns))))
      (local.set $x (f32x4.mul
        (local.get $w)
        (f32x4.max (f32x4.sub (local.get $logits) (local.get $largests)) (local.get $least))))
      (local.set $weighted (f64x2.add (local.get $weighted) (f64x2.add
        (f64x2.promote_low_f32x4 (local.get $x))
        (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
            (local.get $x) (local.get $x))))))
      (local.set $x (f32x4.mul (local.get $w) (v128.load (local.get $marks))))
      (local.set $marked (f64x2.add (local.get $marked) (f64x2.add
        (f64x2.promote_low_f32x4 (local.get $x))
        (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
            (local.get $x) (local.get $x))))))
      (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
      (local.set $marks (i32.add (local.get $marks) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $fours (i32.lt_u (local.get $at) (local.get $end))))
    (f64.store (local.get $out) (f64.add
      (f64x2.extract_lane 0 (local.get $weighted))
      (f64x2.extract_lane 1 (local.get $weighted))))
    (f64.store offset=8 (local.get $out) (f64.add
      (f64x2.extract_lane 0 (local.get $marked))
      (f64x2.extract_lane 1 (local.get $marked))))
    (i32.add
      (i32.add
        (i32x4.extract_lane 0 (local.get $larger))
        (i32x4.extract_lane 1 (local.get $larger)))
      (i32.add
        (i32x4.extract_lane 2 (local.get $larger))
        (i32x4.extract_lane 3 (local.get $larger))))))
